import type { EntityManager } from 'typeorm'
import { byId, literal, valuesOf } from '../core/literals'
import type { TotalScope } from './engagement-total.entity'
import type { StoredEngagement } from './stored-engagement'

/** What of an engagement is counted. */
export type Counted = Omit<StoredEngagement, 'id'>

interface Increment {
  scope: TotalScope
  scopeId: string
  day: string
  kind: string
  count: number
  seconds: number
}

/** The statement that adds these new engagements, one at least, to every roll-up they belong to. */
export const totalsStatement = (engagements: readonly Counted[]): string => addition(incrementsOf(engagements))

/** Adds these new engagements to every roll-up they belong to. */
export async function addToTotals(tx: EntityManager, engagements: readonly Counted[]): Promise<void> {
  await add(tx, incrementsOf(engagements))
}

/** Takes these engagements out of every roll-up; the rows themselves are deleted by the caller. */
export function takeFromTotals(tx: EntityManager, engagements: readonly Counted[]): Promise<void> {
  return take(tx, incrementsOf(engagements))
}

/**
 * Ties what the record's accounts did while it was not in force, or not theirs yet, to it and its owner, and counts it there. Runs under the record's
 * lock, without which nothing of these accounts is stored.
 */
export async function tieEarlierEngagements(
  tx: EntityManager,
  recordId: string,
  agentId: string | null,
): Promise<void> {
  const accounts = await tx.query<{ id: string }[]>('SELECT id FROM wechat_accounts WHERE recordId = ? ORDER BY id', [
    recordId,
  ])
  for (const { id } of accounts) {
    const untied = 'accountId = ? AND recordId IS NULL'
    const counts = await countsOf(tx, untied, [id])
    if (counts.length === 0) continue
    await add(tx, [...under('client', recordId, counts), ...under('agent', agentId, counts)])
    await tx.query(`UPDATE engagements SET recordId = ?, agentId = ? WHERE ${untied}`, [recordId, agentId, id])
  }
}

/** Moves everything of a record from one owner's roll-up to another's. */
export async function moveToOwner(
  tx: EntityManager,
  recordId: string,
  from: string | null,
  to: string | null,
): Promise<void> {
  const owned = 'recordId = ? AND agentId <=> ?'
  const counts = await countsOf(tx, owned, [recordId, from])
  await take(tx, under('agent', from, counts))
  await add(tx, under('agent', to, counts))
  await tx.query(`UPDATE engagements SET agentId = ? WHERE ${owned}`, [to, recordId, from])
}

/**
 * Moves what a record did to another record of the same owner: all of it, or only what these accounts did. Runs under the locks of the accounts and
 * of both records, as ingestion takes them, so nothing can arrive in between.
 */
export async function moveToRecord(
  tx: EntityManager,
  from: string,
  to: string,
  accountIds: readonly string[] | null = null,
): Promise<void> {
  if (accountIds?.length === 0) return
  const theirs = `recordId = ?${accountIds === null ? '' : ' AND accountId IN (?)'}`
  const values = accountIds === null ? [from] : [from, accountIds]
  const counts = await countsOf(tx, theirs, values)
  await take(tx, under('client', from, counts))
  await add(tx, under('client', to, counts))
  await tx.query(`UPDATE engagements SET recordId = ? WHERE ${theirs}`, [to, ...values])
}

/** What this account did by this share goes on counting everywhere else, and nothing says any more that it was by it. */
export async function untieFromShare(tx: EntityManager, accountId: string, shareId: string): Promise<void> {
  const byShare = 'accountId = ? AND shareId = ?'
  await take(tx, under('share', shareId, await countsOf(tx, byShare, [accountId, shareId])))
  await tx.query(`UPDATE engagements SET shareId = NULL WHERE ${byShare}`, [accountId, shareId])
}

/** What an engagement counts in each scope; null where it counts nothing. */
const SCOPES: Record<TotalScope, (engagement: Counted) => string | null> = {
  agent: ({ agentId }) => agentId,
  all: () => '0',
  client: ({ recordId }) => recordId,
  content: ({ subject, subjectId }) => (subject === 'content' ? subjectId : null),
  event: ({ subject, subjectId }) => (subject === 'event' ? subjectId : null),
  group: ({ subject, subjectId }) => (subject === 'group' ? subjectId : null),
  share: ({ shareId }) => shareId,
}
const scopes = Object.entries(SCOPES) as [TotalScope, (engagement: Counted) => string | null][]

function incrementsOf(engagements: readonly Counted[]): Increment[] {
  const byKind = new Map<string, Counted[]>()
  for (const engagement of engagements) {
    const key = `${engagement.day} ${engagement.kind}`
    const alike = byKind.get(key)
    if (alike) alike.push(engagement)
    else byKind.set(key, [engagement])
  }
  return [...byKind.values()].flatMap((alike) => scopes.flatMap(([scope, idOf]) => [...sumsOf(alike, scope, idOf)]))
}

/** Adds up engagements of one day and kind, by whom they count for in this scope. */
function sumsOf(alike: readonly Counted[], scope: TotalScope, idOf: (engagement: Counted) => string | null) {
  const sums = new Map<string, Increment>()
  const { day, kind } = alike[0]!
  for (const engagement of alike) {
    const scopeId = idOf(engagement)
    if (scopeId === null) continue
    const sum = sums.get(scopeId)
    if (!sum) sums.set(scopeId, { scope, scopeId, day, kind, count: 1, seconds: engagement.seconds ?? 0 })
    else {
      sum.count += 1
      sum.seconds += engagement.seconds ?? 0
    }
  }
  return sums.values()
}

type Count = Omit<Increment, 'scope' | 'scopeId'>

const under = (scope: TotalScope, scopeId: string | null, counts: readonly Count[]): Increment[] =>
  scopeId === null ? [] : counts.map((count) => ({ scope, scopeId, ...count }))

async function countsOf(
  tx: EntityManager,
  where: string,
  values: (string | null | readonly string[])[],
): Promise<Count[]> {
  const rows = await tx.query<{ day: string; kind: string; count: string; seconds: string }[]>(
    `SELECT day, kind, COUNT(*) count, COALESCE(SUM(seconds), 0) seconds FROM engagements WHERE ${where} GROUP BY day, kind`,
    values,
  )
  return rows.map(({ day, kind, count, seconds }) => ({ day, kind, count: Number(count), seconds: Number(seconds) }))
}

async function add(tx: EntityManager, increments: readonly Increment[]): Promise<void> {
  if (increments.length > 0) await tx.query(addition(increments))
}

const addition = (increments: readonly Increment[]): string =>
  `INSERT INTO engagement_totals (scope, scopeId, day, kind, count, seconds)
   VALUES ${valuesOf(inKeyOrder(increments), literalsOf)}
   ON DUPLICATE KEY UPDATE count = count + VALUES(count), seconds = seconds + VALUES(seconds)`

const literalsOf = ({ scope, scopeId, day, kind, count, seconds }: Increment): string =>
  `${literal.word(scope)},${literal.id(scopeId)},${literal.day(day)},${literal.word(kind)},${literal.number(count)},${literal.number(seconds)}`

async function take(tx: EntityManager, increments: readonly Increment[]): Promise<void> {
  for (const { scope, scopeId, day, kind, count, seconds } of inKeyOrder(increments))
    await tx.query(
      `UPDATE engagement_totals SET count = count - ?, seconds = seconds - ?
        WHERE scope = ? AND scopeId = ? AND day = ? AND kind = ?`,
      [count, seconds, scope, scopeId, day, kind],
    )
}

const inKeyOrder = (increments: readonly Increment[]): Increment[] =>
  [...increments].sort(
    (a, b) =>
      compare(a.scope, b.scope) || byId(a.scopeId, b.scopeId) || compare(a.day, b.day) || compare(a.kind, b.kind),
  )

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
