import { LOOK_BACK_DAYS, outcomeKinds } from '@quanke/shared/domain/attribution'
import type { EntityManager } from 'typeorm'
import { organizationSettings } from '../organization/organization.queries'
import type { Findings } from '../provenance/findings'
import { removalEffects, type Way } from './markov.rules'
import { factsInLog, factsInTables, nextPeople, sharesInLog, sharesInTables } from './replay.queries'
import { replayed, type PersonFacts, type Replayed, type ReplayedShare } from './replay.rules'

const CHUNK = 500
const DAY_MS = 86_400_000

type Facts = Awaited<ReturnType<typeof factsInLog>>
/** Ways that are the same are counted: there are few, however many people there are. */
type Ways = Map<string, Way & { times: number }>

/**
 * Proves that replaying the log gives the same credits as the tables: for every outcome of every person under every model, and over all people for the
 * model that learns from all ways. Answers how many outcomes were compared.
 */
export async function verifyCredits(tx: EntityManager, findings: Findings, now: Date): Promise<number> {
  const { lookBackDays = LOOK_BACK_DAYS } = await organizationSettings(tx)
  const window = { lookBackMs: lookBackDays * DAY_MS, now }
  const inTables: Ways = new Map()
  const inLog: Ways = new Map()
  let count = 0
  for (let last = '0'; ;) {
    const people = await nextPeople(tx, last, CHUNK)
    const end = people.at(-1)
    if (!end) break
    const accountIds = people.flatMap((person) => person.accountIds)
    const [tables, log] = [await factsInTables(tx, accountIds), await factsInLog(tx, accountIds)]
    const [tableShares, logShares] = [
      await sharesInTables(tx, arrivedBy(tables)),
      await sharesInLog(tx, arrivedBy(log)),
    ]
    const replay = (
      facts: Facts,
      person: string[],
      shares: ReadonlyMap<string, ReplayedShare>,
      ways: Ways,
    ): Replayed => {
      const one = replayed(personFacts(facts, person), shares, outcomeKinds, window)
      for (const way of one.ways) add(ways, way.kind, way)
      return one
    }
    for (const person of people) {
      const one = replay(tables, person.accountIds, tableShares, inTables)
      const other = replay(log, person.accountIds, logShares, inLog)
      count += one.credits.length
      if (one.credits.join('\n') !== other.credits.join('\n'))
        findings.add(`account ${person.first}: the log gives other credits than the tables`)
    }
    last = end.first
  }
  for (const kind of outcomeKinds)
    if (effectsOf(inTables, kind) !== effectsOf(inLog, kind))
      findings.add(`${kind}: the ways in the log have other removal effects than those in the tables`)
  return count
}

const arrivedBy = (facts: Facts): string[] => [
  ...new Set([...facts.values()].flatMap(({ arrivals }) => arrivals.map(({ shareId }) => shareId))),
]

function personFacts(facts: Facts, accountIds: readonly string[]): PersonFacts {
  const all = accountIds.map((id) => facts.get(id)!)
  return {
    arrivals: all.flatMap(({ arrivals }) => arrivals),
    outcomes: all.flatMap(({ outcomes }) => outcomes),
    ownShareIds: new Set(all.flatMap(({ ownShareIds }) => ownShareIds)),
  }
}

function add(ways: Ways, kind: string, way: Way): void {
  const key = `${kind} ${way.isReached} ${way.keys.join(' ')}`
  const known = ways.get(key)
  if (known) known.times += 1
  else ways.set(key, { keys: way.keys, isReached: way.isReached, times: 1 })
}

function effectsOf(ways: Ways, kind: string): string {
  const ofKind = [...ways].filter(([key]) => key.startsWith(`${kind} `)).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([...removalEffects(ofKind.map(([, way]) => way))].sort())
}
