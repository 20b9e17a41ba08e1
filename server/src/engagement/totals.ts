import type { EntityManager } from 'typeorm'
import { literal, valuesOf } from '../core/literals'
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

/** Adds these new engagements to every roll-up they belong to. */
export function addToTotals(tx: EntityManager, engagements: readonly StoredEngagement[]): Promise<void> {
  return add(tx, incrementsOf(engagements))
}

/** Takes these engagements out of every roll-up; the rows themselves are deleted by the caller. */
export function takeFromTotals(tx: EntityManager, engagements: readonly StoredEngagement[]): Promise<void> {
  return take(tx, incrementsOf(engagements))
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
  const untied = 'accountId = ? AND recordId IS NULL'
  const counts = await countsOf(tx, untied, [accountId])
  await add(tx, [...under('client', recordId, counts), ...under('agent', agentId, counts)])
  await tx.query(`UPDATE engagements SET recordId = ?, agentId = ? WHERE ${untied}`, [recordId, agentId, accountId])
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

/** The roll-up rows that one engagement counts in. */
function scopesOf(engagement: StoredEngagement): [TotalScope, string][] {
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
      const empty = { scope, scopeId, day: engagement.day, kind: engagement.kind, count: 0, seconds: 0 }
      const key = keyOf(empty)
      const row = byKey.get(key) ?? empty
      byKey.set(key, row)
      row.count += 1
      row.seconds += engagement.seconds ?? 0
    }
  return [...byKey.values()]
}

type Count = Omit<Increment, 'scope' | 'scopeId'>

const under = (scope: TotalScope, scopeId: string | null, counts: readonly Count[]): Increment[] =>
  scopeId === null ? [] : counts.map((count) => ({ scope, scopeId, ...count }))

async function countsOf(tx: EntityManager, where: string, values: (string | null)[]): Promise<Count[]> {
  const rows = await tx.query<{ day: string; kind: string; count: string; seconds: string }[]>(
    `SELECT day, kind, COUNT(*) count, COALESCE(SUM(seconds), 0) seconds FROM engagements WHERE ${where} GROUP BY day, kind`,
    values,
  )
  return rows.map(({ day, kind, count, seconds }) => ({ day, kind, count: Number(count), seconds: Number(seconds) }))
}

async function add(tx: EntityManager, increments: readonly Increment[]): Promise<void> {
  if (increments.length === 0) return
  await tx.query(
    `INSERT INTO engagement_totals (scope, scopeId, day, kind, count, seconds)
     VALUES ${valuesOf(inKeyOrder(increments).map(literalsOf))}
     ON DUPLICATE KEY UPDATE count = count + VALUES(count), seconds = seconds + VALUES(seconds)`,
  )
}

const literalsOf = ({ scope, scopeId, day, kind, count, seconds }: Increment): string[] => [
  literal.word(scope), literal.id(scopeId), literal.day(day), literal.word(kind), literal.number(count), literal.number(seconds),
] // prettier-ignore

async function take(tx: EntityManager, increments: readonly Increment[]): Promise<void> {
  for (const { scope, scopeId, day, kind, count, seconds } of inKeyOrder(increments))
    await tx.query(
      `UPDATE engagement_totals SET count = count - ?, seconds = seconds - ?
        WHERE scope = ? AND scopeId = ? AND day = ? AND kind = ?`,
      [count, seconds, scope, scopeId, day, kind],
    )
}

/** Rows are touched in the order of their keys, so that writers never wait in a circle. */
const inKeyOrder = (increments: readonly Increment[]): Increment[] =>
  increments
    .map((increment) => ({ key: keyOf(increment), increment }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ increment }) => increment)

const keyOf = ({ scope, scopeId, day, kind }: Increment): string =>
  `${scope} ${scopeId.padStart(20, '0')} ${day} ${kind}`
