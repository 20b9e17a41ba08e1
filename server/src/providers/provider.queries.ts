import type { Page } from '@quanke/shared/contracts/common'
import type { ProvidersQuery, ProviderView } from '@quanke/shared/contracts/providers'
import { PROVIDER_DUE_DAYS, type ProviderPart } from '@quanke/shared/domain/provider'
import type { DataSource, EntityManager } from 'typeorm'
import type { Condition } from '../core/condition'
import { cursorOf, idIn, PAGE_SIZE, pageOf, readCursor } from '../core/cursor'
import type { DataCipher } from '../core/crypto'
import { dayAfter } from '../core/day.rules'
import { businessDay } from '../core/days'
import { likeAnywhere } from '../core/like'
import type { Reader } from './provider.rules'
import { providerView, type ProviderRow, type VouchRow } from './provider.view'

type Db = DataSource | EntityManager

const SELECT = `SELECT p.id, p.kind, p.name, p.place, p.hours, p.licence, p.contactEnc, p.vouchedByAgentId, g.name vouchedBy, p.validUntil,
    p.status, p.renewUntil, p.renewByAgentId, p.reason, p.erasedAt
  FROM providers p JOIN agents g ON g.id = p.vouchedByAgentId`

/** What an agent may know of: the listed ones, and the own proposals. Compliance knows of all. */
const inSight = ({ agentId, isCompliance }: Reader): Condition =>
  isCompliance
    ? { where: '1 = 1', values: [] }
    : { where: "(p.status = 'listed' OR p.vouchedByAgentId = ?)", values: [agentId] }

/** A part of the directory; what is due concerns an agent where the agent vouches. */
function inPart(part: ProviderPart, { agentId, isCompliance }: Reader, today: string): Condition {
  if (part === 'proposed')
    return { where: "(p.status = 'proposed' OR (p.status = 'listed' AND p.renewUntil IS NOT NULL))", values: [] }
  if (part === 'ended') return { where: "p.status IN ('refused', 'withdrawn')", values: [] }
  if (part === 'listed') return { where: "p.status = 'listed'", values: [] }
  const due = { where: "p.status = 'listed' AND p.validUntil <= ?", values: [dayAfter(today, PROVIDER_DUE_DAYS)] }
  if (isCompliance) return due
  const own = 'EXISTS (SELECT 1 FROM provider_vouches w WHERE w.providerId = p.id AND w.agentId = ?)'
  return { where: `${due.where} AND (p.vouchedByAgentId = ? OR ${own})`, values: [...due.values, agentId, agentId] }
}

/** A part of the directory of providers. Contacts are not in it, but for those who check them. */
export async function providerPage(
  db: Db,
  { kind, q, part = 'listed', cursor, limit = PAGE_SIZE }: ProvidersQuery,
  { reader, cipher, now }: { reader: Reader; cipher: DataCipher; now: Date },
): Promise<Page<ProviderView>> {
  const [after] = readCursor(cursor, 1) ?? ['0']
  const like = q ? likeAnywhere(q) : null
  const today = businessDay(now)
  const [sight, among] = [inSight(reader), inPart(part, reader, today)]
  const rows = await db.query<ProviderRow[]>(
    `${SELECT}
      WHERE p.id > ? AND ${sight.where} AND ${among.where}
        AND (? IS NULL OR p.kind = ?) AND (? IS NULL OR p.name LIKE ? OR p.place LIKE ? OR p.licence LIKE ?)
      ORDER BY p.id LIMIT ?`,
    [idIn(after), ...sight.values, ...among.values, kind ?? null, kind ?? null, like, like, like, like, limit + 1],
  )
  const vouches = await vouchesOf(db, rows.slice(0, limit))
  return pageOf(
    rows,
    limit,
    ({ id }) => cursorOf(id),
    (row) =>
      providerView(
        row,
        vouches.filter(({ providerId }) => providerId === row.id),
        reader,
        cipher,
        today,
      ),
  )
}

export async function providerRow(db: Db, id: string): Promise<ProviderRow | null> {
  const [row] = await db.query<ProviderRow[]>(`${SELECT} WHERE p.id = ?`, [id])
  return row ?? null
}

/** Who vouches for these providers, the first one first. */
export async function vouchesOf(db: Db, rows: readonly Pick<ProviderRow, 'id'>[]): Promise<VouchRow[]> {
  if (rows.length === 0) return []
  return db.query<VouchRow[]>(
    `SELECT v.providerId, v.agentId, g.name AS \`by\`, v.words, v.at FROM provider_vouches v JOIN agents g ON g.id = v.agentId
      WHERE v.providerId IN (?) ORDER BY v.id LIMIT 1000`,
    [rows.map(({ id }) => id)],
  )
}

/** How many providers for whom this agent vouches are due to be looked at again. */
export async function dueProviderCount(db: Db, agentId: string, now: Date): Promise<number> {
  const due = inPart('due', { agentId, isCompliance: false }, businessDay(now))
  const [row] = await db.query<{ count: string }[]>(
    `SELECT COUNT(*) count FROM providers p WHERE ${due.where}`,
    due.values,
  )
  return Number(row?.count ?? 0)
}
