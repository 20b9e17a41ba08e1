import type { Page } from '@quanke/shared/contracts/common'
import type { ProvidersQuery, ProviderView } from '@quanke/shared/contracts/referral-requests'
import type { DataSource } from 'typeorm'
import { cursorOf, idIn, PAGE_SIZE, pageOf, readCursor } from '../core/cursor'
import { businessDay } from '../core/days'
import { likeAnywhere } from '../core/like'

type ProviderRow = Omit<ProviderView, 'isValid'>

/** The directory of vetted providers, without their contacts: those pass only with an accepted introduction. */
export async function providerPage(
  db: DataSource,
  { kind, q, cursor, limit = PAGE_SIZE }: ProvidersQuery,
  now: Date,
): Promise<Page<ProviderView>> {
  const [after] = readCursor(cursor, 1) ?? ['0']
  const like = q ? likeAnywhere(q) : null
  const rows = await db.query<ProviderRow[]>(
    `SELECT p.id, p.kind, p.name, p.place, p.hours, p.licence, g.name vouchedBy, p.validUntil
       FROM providers p JOIN agents g ON g.id = p.vouchedByAgentId
      WHERE p.id > ? AND (? IS NULL OR p.kind = ?) AND (? IS NULL OR p.name LIKE ? OR p.place LIKE ? OR p.licence LIKE ?)
      ORDER BY p.id LIMIT ?`,
    [idIn(after), kind ?? null, kind ?? null, like, like, like, like, limit + 1],
  )
  const today = businessDay(now)
  return pageOf(
    rows,
    limit,
    ({ id }) => cursorOf(id),
    (row) => ({ ...row, isValid: row.validUntil >= today }),
  )
}
