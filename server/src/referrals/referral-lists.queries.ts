import type { Page, PageQuery } from '@quanke/shared/contracts/common'
import type { GivenReferralView, ReceivedReferralView } from '@quanke/shared/contracts/referrals'
import type { DataSource, EntityManager } from 'typeorm'
import { cursorOf, idIn, instantIn, PAGE_SIZE, pageOfViews, readCursor } from '../core/cursor'
import { shareTitles } from '../shares/share.queries'
import type { Share } from '../shares/share.entity'
import type { ThanksOccasion } from './referral-thanks.entity'
import { givenView, receivedView, type MoveRow, type ReferralRow, type ThanksRow } from './referral.view'

type Db = DataSource | EntityManager

/** One page of the cards of a referrer, newest first. */
export const givenPage = (db: Db, recordId: string, query: PageQuery, now: Date): Promise<Page<GivenReferralView>> =>
  page(db, 'referrerRecordId', recordId, query, (ids) => givenViews(db, ids, now))

/** One page of an agent's referrals, newest first. */
export const receivedPage = (
  db: Db,
  agentId: string,
  query: PageQuery,
  now: Date,
): Promise<Page<ReceivedReferralView>> =>
  page(db, 'agentId', agentId, query, (ids) => receivedViews(db, agentId, ids, now))

async function page<T>(
  db: Db,
  column: 'agentId' | 'referrerRecordId',
  value: string,
  { cursor, limit = PAGE_SIZE }: PageQuery,
  views: (ids: string[]) => Promise<T[]>,
): Promise<Page<T>> {
  const after = readCursor(cursor, 2)
  const rows = await db.query<{ id: string; givenAt: Date }[]>(
    `SELECT id, givenAt FROM referrals WHERE ${column} = ?${after ? ' AND (givenAt, id) < (?, ?)' : ''}
      ORDER BY givenAt DESC, id DESC LIMIT ?`,
    [value, ...(after ? [instantIn(after[0]), idIn(after[1])] : []), limit + 1],
  )
  return pageOfViews(
    rows,
    limit,
    ({ givenAt, id }) => cursorOf(givenAt, id),
    (shown) => views(shown.map(({ id }) => id)),
  )
}

/** These cards as their referrer sees them, in the given order. */
export async function givenViews(db: Db, ids: readonly string[], now: Date): Promise<GivenReferralView[]> {
  const rows = await referralRows(db, ids)
  if (rows.length === 0) return []
  const shareIds = rows.map(({ shareId }) => shareId)
  const shares = await db.query<Share[]>('SELECT * FROM shares WHERE id IN (?)', [shareIds])
  const byId = new Map(shares.map((share) => [share.id, share]))
  const titles = await shareTitles(db, shareIds)
  const thanks = await thanksOf(db, ids)
  return rows.map((row) =>
    givenView(row, byId.get(row.shareId)!, titles.get(row.shareId) ?? '', thanks.get(row.id) ?? [], now),
  )
}

/** Those of these referrals that are this agent's, as the agent sees them, in the given order. */
export async function receivedViews(
  db: Db,
  agentId: string,
  ids: readonly string[],
  now: Date,
): Promise<ReceivedReferralView[]> {
  const rows = await referralRows(db, ids, agentId)
  const moves = grouped(
    rows.length === 0
      ? []
      : await db.query<MoveRow[]>(
          'SELECT referralId, toStatus, mover, reason, at FROM referral_moves WHERE referralId IN (?) ORDER BY at, id',
          [ids],
        ),
  )
  const thanks = await thanksOf(db, ids)
  return rows.map((row) => receivedView(row, moves.get(row.id) ?? [], thanks.get(row.id) ?? [], now))
}

/** For which occasions thanks went out. */
export async function sentThanks(db: Db, referralId: string): Promise<ThanksOccasion[]> {
  const thanks = await thanksOf(db, [referralId])
  return (thanks.get(referralId) ?? []).map(({ occasion }) => occasion)
}

async function referralRows(db: Db, ids: readonly string[], agentId?: string): Promise<ReferralRow[]> {
  if (ids.length === 0) return []
  const rows = await db.query<ReferralRow[]>(
    `SELECT f.id, f.shareId, f.words, f.status, f.sentAs, f.givenAt, f.expiresAt, g.name agentName, f.referrerRecordId,
            r.displayName referrerName, COALESCE(r.status = 'active' AND r.ownerAgentId = f.agentId, 0) isReferrerOwn,
            r.status = 'active' isReferrerActive,
            EXISTS (SELECT 1 FROM referral_moves m WHERE m.referralId = f.id AND m.toStatus = 'consented') hasConsented,
            e.id friendRecordId, e.displayName friendName
       FROM referrals f
       JOIN agents g ON g.id = f.agentId
       JOIN client_records r ON r.id = f.referrerRecordId
       LEFT JOIN client_records e ON e.id = f.friendRecordId AND e.status = 'active' AND e.ownerAgentId = f.agentId
      WHERE f.id IN (?) ${agentId === undefined ? '' : 'AND f.agentId = ?'}`,
    agentId === undefined ? [ids] : [ids, agentId],
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id)).filter((row) => row !== undefined)
}

async function thanksOf(db: Db, ids: readonly string[]): Promise<Map<string, ThanksRow[]>> {
  if (ids.length === 0) return new Map()
  return grouped(
    await db.query<ThanksRow[]>(
      'SELECT referralId, occasion, words, sentAt FROM referral_thanks WHERE referralId IN (?) ORDER BY sentAt, id',
      [ids],
    ),
  )
}

function grouped<R extends { referralId: string }>(rows: readonly R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>()
  for (const row of rows) groups.set(row.referralId, [...(groups.get(row.referralId) ?? []), row])
  return groups
}
