import type { EntityManager } from 'typeorm'
import type { TotalScope } from './engagement-total.entity'
import type { StoredEngagement } from './stored-engagement'

interface Increment {
  scope: TotalScope
  scopeId: string
  day: string
  kind: string
  count: number
  seconds: number
}

/** Adds these new engagements to every roll-up they belong to. Rows are touched in key order, so that writers never wait in a circle. */
export async function addToTotals(tx: EntityManager, engagements: readonly StoredEngagement[]): Promise<void> {
  const increments = incrementsOf(engagements)
  if (increments.length === 0) return
  await tx.query(
    `INSERT INTO engagement_totals (scope, scopeId, day, kind, count, seconds) VALUES ?
     ON DUPLICATE KEY UPDATE count = count + VALUES(count), seconds = seconds + VALUES(seconds)`,
    [increments.map(({ scope, scopeId, day, kind, count, seconds }) => [scope, scopeId, day, kind, count, seconds])],
  )
}

/** The roll-up rows that one engagement counts in. */
export function scopesOf(engagement: StoredEngagement): [TotalScope, string][] {
  const scopes: [TotalScope, string | null][] = [
    ['agent', engagement.agentId],
    ['all', '0'],
    ['client', engagement.recordId],
    ['content', engagement.subject === 'content' ? engagement.subjectId : null],
    ['group', engagement.subject === 'group' ? engagement.subjectId : null],
    ['share', engagement.shareId],
  ]
  return scopes.filter((scope): scope is [TotalScope, string] => scope[1] !== null)
}

function incrementsOf(engagements: readonly StoredEngagement[]): Increment[] {
  const byKey = new Map<string, Increment>()
  for (const engagement of engagements)
    for (const [scope, scopeId] of scopesOf(engagement)) {
      const key = `${scope} ${scopeId.padStart(20, '0')} ${engagement.day} ${engagement.kind}`
      const row = byKey.get(key) ?? { scope, scopeId, day: engagement.day, kind: engagement.kind, count: 0, seconds: 0 }
      byKey.set(key, row)
      row.count += 1
      row.seconds += engagement.seconds ?? 0
    }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

/**
 * Ties what this account did before to its record and the record's owner, and counts it there. Runs under the account's lock, so nothing of the
 * account can arrive in between.
 */
export async function tieEarlierEngagements(
  tx: EntityManager,
  accountId: string,
  recordId: string,
  agentId: string | null,
): Promise<void> {
  await addGrouped(tx, 'client', recordId, 'accountId = ? AND recordId IS NULL', [accountId], '+')
  if (agentId !== null) await addGrouped(tx, 'agent', agentId, 'accountId = ? AND recordId IS NULL', [accountId], '+')
  await tx.query('UPDATE engagements SET recordId = ?, agentId = ? WHERE accountId = ? AND recordId IS NULL', [
    recordId,
    agentId,
    accountId,
  ])
}

/** Moves everything of a record from one owner's roll-up to another's. */
export async function moveToOwner(
  tx: EntityManager,
  recordId: string,
  from: string | null,
  to: string | null,
): Promise<void> {
  if (from !== null) await addGrouped(tx, 'agent', from, 'recordId = ? AND agentId = ?', [recordId, from], '-')
  const scope = from === null ? 'recordId = ? AND agentId IS NULL' : 'recordId = ? AND agentId = ?'
  const values = from === null ? [recordId] : [recordId, from]
  if (to !== null) await addGrouped(tx, 'agent', to, scope, values, '+')
  await tx.query(`UPDATE engagements SET agentId = ? WHERE ${scope}`, [to, ...values])
}

async function addGrouped(
  tx: EntityManager,
  scope: TotalScope,
  scopeId: string,
  where: string,
  values: string[],
  sign: '+' | '-',
): Promise<void> {
  const groups = await tx.query<{ day: string; kind: string; count: string; seconds: string }[]>(
    `SELECT day, kind, COUNT(*) count, COALESCE(SUM(seconds), 0) seconds FROM engagements WHERE ${where} GROUP BY day, kind ORDER BY day, kind`,
    values,
  )
  for (const { day, kind, count, seconds } of groups)
    await (sign === '+'
      ? tx.query(
          `INSERT INTO engagement_totals (scope, scopeId, day, kind, count, seconds) VALUES (?, ?, ?, ?, ?, ?)
           ON DUPLICATE KEY UPDATE count = count + VALUES(count), seconds = seconds + VALUES(seconds)`,
          [scope, scopeId, day, kind, count, seconds],
        )
      : tx.query('UPDATE engagement_totals SET count = count - ?, seconds = seconds - ? WHERE scope = ? AND scopeId = ? AND day = ? AND kind = ?', [
          count, seconds, scope, scopeId, day, kind,
        ])) // prettier-ignore
}

/** Takes these engagements of an account out of every roll-up; the rows themselves are deleted by the caller. */
export async function takeFromTotals(tx: EntityManager, engagements: readonly StoredEngagement[]): Promise<void> {
  for (const { scope, scopeId, day, kind, count, seconds } of incrementsOf(engagements))
    await tx.query('UPDATE engagement_totals SET count = count - ?, seconds = seconds - ? WHERE scope = ? AND scopeId = ? AND day = ? AND kind = ?', [
      count, seconds, scope, scopeId, day, kind,
    ]) // prettier-ignore
}
