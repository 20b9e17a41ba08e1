import type { MyPolicyView, PolicyView } from '@quanke/shared/contracts/policies'
import { maskedPolicyNumber } from '@quanke/shared/domain/policy'
import type { DataSource, EntityManager } from 'typeorm'
import { inBook, type Reach } from '../clients/client-scope'
import type { AgentActor } from '../core/actor'
import type { DataCipher } from '../core/crypto'
import type { Policy } from './policy.entity'

type Db = DataSource | EntityManager

export interface PolicyRow extends Omit<Policy, 'isParticipating'> {
  isParticipating: number
  recordedBy: string
  correctedAt: Date | null
  ownerAgentId: string | null
}

export interface PolicyFilter {
  before: { at: Date; id: string } | null
  limit: number
  /** Also those that were taken back. */
  withTakenBack: boolean
}

const ROW = `SELECT p.*, g.name recordedBy, r.ownerAgentId,
    (SELECT MAX(c.at) FROM policy_corrections c WHERE c.policyId = p.id) correctedAt
  FROM policies p JOIN client_records r ON r.id = p.recordId AND r.status = 'active' JOIN agents g ON g.id = p.agentId`

/** The policies of a client, the latest recorded first, one more than asked for. */
export function policiesOf(
  db: Db,
  recordId: string,
  { before, limit, withTakenBack }: PolicyFilter,
): Promise<PolicyRow[]> {
  return db.query(
    `${ROW} WHERE p.recordId = ? ${withTakenBack ? '' : 'AND p.takenBackAt IS NULL'}
        ${before === null ? '' : 'AND (p.recordedAt, p.id) < (?, ?)'}
      ORDER BY p.recordedAt DESC, p.id DESC LIMIT ?`,
    [recordId, ...(before === null ? [] : [before.at, before.id]), limit + 1],
  )
}

/** A policy of a client in this reader's book, or null. */
export async function policyInBook(db: Db, reader: Reach, id: string): Promise<PolicyRow | null> {
  const book = inBook(reader)
  const [row] = await db.query<PolicyRow[]>(`${ROW} WHERE p.id = ? AND ${book.where}`, [id, ...book.values])
  return row ?? null
}

/** A policy of one of this agent's own clients, or null. */
export const ownPolicy = (db: Db, { agentId }: AgentActor, id: string): Promise<PolicyRow | null> =>
  policyInBook(db, { agentId, leadsPath: null }, id)

/** How many policies of this client stand. */
export async function policyCount(db: Db, recordId: string): Promise<number> {
  const [row] = await db.query<{ count: string }[]>(
    'SELECT COUNT(*) count FROM policies WHERE recordId = ? AND takenBackAt IS NULL',
    [recordId],
  )
  return Number(row?.count)
}

/** The policy that was recorded with this key, whoever did it. */
export async function policyWithKey(db: Db, key: string): Promise<Policy | null> {
  const [row] = await db.query<Policy[]>('SELECT * FROM policies WHERE creationKey = ?', [key])
  return row ?? null
}

/** Whether another policy that stands has this number. */
export async function isNumberTaken(db: Db, numberHash: Buffer, exceptId = '0'): Promise<boolean> {
  const rows = await db.query<unknown[]>('SELECT 1 FROM policies WHERE numberHash = ? AND id <> ?', [
    numberHash,
    exceptId,
  ])
  return rows.length > 0
}

export const myPolicyView = (cipher: DataCipher, row: PolicyRow): MyPolicyView => ({
  id: row.id,
  productName: row.productName,
  kind: row.kind,
  maskedNumber: maskedPolicyNumber(cipher.decrypt(row.numberEnc)),
  premiumFen: Number(row.premiumFen),
  rhythm: row.rhythm,
  effectiveOn: row.effectiveOn,
  isParticipating: Number(row.isParticipating) === 1,
})

export function policyView(cipher: DataCipher, { agentId }: AgentActor, row: PolicyRow): PolicyView {
  const isOwn = row.ownerAgentId === agentId && row.takenBackAt === null
  return {
    ...myPolicyView(cipher, row),
    recordedAt: row.recordedAt.toISOString(),
    recordedBy: row.recordedBy,
    correctedAt: row.correctedAt?.toISOString() ?? null,
    takenBack: row.takenBackAt && { at: row.takenBackAt.toISOString(), reason: row.takenBackReason ?? '' },
    can: { correct: isOwn, takeBack: isOwn },
  }
}
