import { onePlaces } from '../events/one-place.queries'
import { PENDING_REFERRAL } from '../referrals/referral.rules'
import type { DataSource, EntityManager } from 'typeorm'
import { LISTED, OF_AN_ACCOUNT } from './record-columns'
import type { EngagementCount, MergeFacts, NamingRows, RecordSide } from './merge.rules'

type Db = DataSource | EntityManager

interface SideRow extends Omit<RecordSide, 'hasPhone'> {
  hasPhone: number
}

/** A record as the plan looks at it, or null. */
export async function recordSide(db: Db, id: string): Promise<RecordSide | null> {
  const [row] = await db.query<SideRow[]>(
    `SELECT id, ownerAgentId, bindingRule, status, becameClientAt, phoneHash IS NOT NULL hasPhone FROM client_records WHERE id = ?`,
    [id],
  )
  return row ? { ...row, hasPhone: Number(row.hasPhone) === 1 } : null
}

/** What a merge of these two would touch, as it stands now. */
export async function mergeFacts(db: Db, survivor: RecordSide, merged: RecordSide, at: Date): Promise<MergeFacts> {
  return {
    survivor,
    merged,
    rows: await namingRows(db, merged.id, survivor.id),
    engagements: await engagementCounts(db, merged.id),
    ownedReferralIds: await idsOf(
      db,
      `SELECT id FROM referrals WHERE friendRecordId = ?
          OR (referrerRecordId = ? AND friendRecordId IS NULL AND status IN (?)) ORDER BY id`,
      [merged.id, merged.id, PENDING_REFERRAL],
    ),
    places: await onePlaces(db, [survivor.id, merged.id], at),
    along: await alongCounts(db, merged.id),
  }
}

async function namingRows(db: Db, recordId: string, survivorId: string): Promise<NamingRows[]> {
  const named = [
    { table: 'wechat_accounts', column: 'recordId', what: 'accounts' },
    ...OF_AN_ACCOUNT.map(({ table, record, what }) => ({ table, column: record, what })),
  ] as const
  const rows: NamingRows[] = []
  for (const one of named)
    rows.push({
      ...one,
      ids: await idsOf(db, `SELECT id FROM ${one.table} WHERE ${one.column} = ? ORDER BY id`, [recordId]),
    })
  for (const { table, record, what, onePer } of LISTED) {
    const free = onePer
      ? `AND NOT EXISTS (SELECT 1 FROM ${table} o WHERE o.${onePer} = t.${onePer} AND o.${record} = ?)`
      : ''
    const sql = `SELECT t.id FROM ${table} t WHERE t.${record} = ? ${free} ORDER BY t.id`
    rows.push({ table, column: record, what, ids: await idsOf(db, sql, onePer ? [recordId, survivorId] : [recordId]) })
  }
  return rows
}

async function idsOf(db: Db, sql: string, values: unknown[]): Promise<string[]> {
  return (await db.query<{ id: string }[]>(sql, values)).map(({ id }) => id)
}

async function engagementCounts(db: Db, recordId: string): Promise<EngagementCount[]> {
  const rows = await db.query<{ day: string; kind: string; count: string; seconds: string }[]>(
    `SELECT day, kind, count, seconds FROM engagement_totals
      WHERE scope = 'client' AND scopeId = ? AND count > 0 ORDER BY day, kind`,
    [recordId],
  )
  return rows.map(({ day, kind, count, seconds }) => ({ day, kind, count: Number(count), seconds: Number(seconds) }))
}

async function alongCounts(db: Db, recordId: string): Promise<MergeFacts['along']> {
  const [row] = await db.query<Record<keyof MergeFacts['along'], string>[]>(
    `SELECT (SELECT COUNT(*) FROM introductions i JOIN referral_requests q ON q.id = i.requestId WHERE q.recordId = ?) introductions,
            (SELECT COUNT(*) FROM memberships m JOIN wechat_accounts a ON a.id = m.accountId WHERE a.recordId = ?) memberships,
            (SELECT COUNT(*) FROM event_registrations e JOIN wechat_accounts a ON a.id = e.accountId WHERE a.recordId = ?) registrations,
            (SELECT COUNT(*) FROM readings d JOIN wechat_accounts a ON a.id = d.accountId WHERE a.recordId = ?) readings,
            (SELECT COUNT(*) FROM ownership_changes WHERE recordId = ?) ownership`,
    Array<string>(5).fill(recordId),
  )
  return {
    introductions: Number(row?.introductions),
    memberships: Number(row?.memberships),
    registrations: Number(row?.registrations),
    readings: Number(row?.readings),
    ownership: Number(row?.ownership),
  }
}
