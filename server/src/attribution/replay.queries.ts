import type { OutcomeKind } from '@quanke/shared/domain/attribution'
import type { ShareChannel, ShareSubject } from '@quanke/shared/domain/share'
import type { EntityManager } from 'typeorm'
import type { Arrival } from './path.rules'
import type { PersonFacts, ReplayedShare } from './replay.rules'

/** Facts of these accounts, by account. */
type ByAccount = Map<
  string,
  { arrivals: Arrival[]; outcomes: PersonFacts['outcomes'][number][]; ownShareIds: string[] }
>

type Told<T> = T & { accountId: string }
type ArrivalLine = Told<Arrival>
type OutcomeLine = Told<{ kind: OutcomeKind; item: string; at: Date; id: string }>

/** What the tables say of these accounts. */
export async function factsInTables(tx: EntityManager, accountIds: readonly string[]): Promise<ByAccount> {
  return gathered(accountIds, {
    arrivals: await tx.query<ArrivalLine[]>('SELECT t.*, t.firstAt at FROM touches t WHERE t.accountId IN (?)', [
      accountIds,
    ]),
    outcomes: await tx.query<OutcomeLine[]>(
      'SELECT accountId, kind, CAST(subjectId AS CHAR) item, at, id FROM outcomes WHERE accountId IN (?) AND takenBackAt IS NULL',
      [accountIds],
    ),
    shares: await tx.query('SELECT sharerAccountId accountId, id FROM shares WHERE sharerAccountId IN (?)', [
      accountIds,
    ]),
  })
}

interface EntryLine {
  accountId: string
  refId: string
  at: Date
  facts: string
}

/** What the log alone says of them; the table of persons tells only whose each entry is. */
export async function factsInLog(tx: EntityManager, accountIds: readonly string[]): Promise<ByAccount> {
  const entries = (kind: string) =>
    tx.query<EntryLine[]>(
      `SELECT p.accountId, e.refId, e.at, e.facts FROM provenance_persons p JOIN provenance_entries e ON e.person = p.commitment
        WHERE p.accountId IN (?) AND e.kind = ?
          AND NOT EXISTS (SELECT 1 FROM provenance_entries t WHERE t.kind = 'taken_back' AND t.refId = e.refId AND e.kind = 'outcome')
        ORDER BY e.seq`,
      [accountIds, kind],
    )
  return gathered(accountIds, {
    arrivals: (await entries('arrival')).map(({ accountId, refId, at, facts }) => {
      const { scene = null, chatGroup = null } = JSON.parse(facts) as { scene?: number; chatGroup?: string }
      return { accountId, shareId: refId, at, scene, chatGroupId: chatGroup }
    }),
    outcomes: (await entries('outcome')).map(({ accountId, refId, at, facts }) => {
      const { kind, item = '0' } = JSON.parse(facts) as { kind: OutcomeKind; item?: string }
      return { accountId, kind, item, at, id: refId }
    }),
    shares: (await entries('share')).map(({ accountId, refId }) => ({ accountId, id: refId })),
  })
}

/** An arrival that was noted again stands as it was noted last. */
function gathered(
  accountIds: readonly string[],
  found: { arrivals: ArrivalLine[]; outcomes: OutcomeLine[]; shares: { accountId: string; id: string }[] },
): ByAccount {
  const facts: ByAccount = new Map(accountIds.map((id) => [id, { arrivals: [], outcomes: [], ownShareIds: [] }]))
  const latest = new Map(found.arrivals.map((arrival) => [`${arrival.accountId} ${arrival.shareId}`, arrival]))
  for (const { accountId, ...arrival } of latest.values()) facts.get(accountId)!.arrivals.push(arrival)
  for (const { accountId, ...outcome } of found.outcomes) facts.get(accountId)!.outcomes.push(outcome)
  for (const { accountId, id } of found.shares) facts.get(accountId)!.ownShareIds.push(id)
  return facts
}

export async function sharesInTables(tx: EntityManager, ids: readonly string[]): Promise<Map<string, ReplayedShare>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.query<(ReplayedShare & { id: string })[]>(
    'SELECT id, subject, channel FROM shares WHERE id IN (?)',
    [ids],
  )
  return new Map(rows.map(({ id, ...share }) => [id, share]))
}

export async function sharesInLog(tx: EntityManager, ids: readonly string[]): Promise<Map<string, ReplayedShare>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.query<{ refId: string; facts: string }[]>(
    "SELECT refId, facts FROM provenance_entries WHERE kind = 'share' AND refId IN (?)",
    [ids],
  )
  return new Map(
    rows.map(({ refId, facts }) => {
      const { subject, channel } = JSON.parse(facts) as { subject: ShareSubject; channel: ShareChannel }
      return [refId, { subject, channel }]
    }),
  )
}

/** The next people by the number of their first account: a record with all its accounts, or an account without one. */
export async function nextPeople(
  tx: EntityManager,
  after: string,
  most: number,
): Promise<{ first: string; accountIds: string[] }[]> {
  const people = await tx.query<{ id: string; recordId: string | null }[]>(
    `SELECT a.id, a.recordId FROM wechat_accounts a
      WHERE a.id > ? AND NOT EXISTS (SELECT 1 FROM wechat_accounts b WHERE b.recordId = a.recordId AND b.id < a.id) ORDER BY a.id LIMIT ?`,
    [after, most],
  )
  const recordIds = people.flatMap(({ recordId }) => recordId ?? [])
  const members =
    recordIds.length === 0
      ? []
      : await tx.query<{ id: string; recordId: string }[]>(
          'SELECT id, recordId FROM wechat_accounts WHERE recordId IN (?) ORDER BY id',
          [recordIds],
        )
  const byRecord = new Map<string, string[]>()
  for (const { id, recordId } of members) byRecord.set(recordId, [...(byRecord.get(recordId) ?? []), id])
  return people.map(({ id, recordId }) => ({ first: id, accountIds: byRecord.get(recordId ?? '') ?? [id] }))
}
