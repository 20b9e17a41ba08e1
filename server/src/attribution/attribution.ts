import { LOOK_BACK_DAYS, type AttributionDimension, type OutcomeKind } from '@quanke/shared/domain/attribution'
import type { DataSource } from 'typeorm'
import { organizationSettings } from '../organization/organization.queries'
import type { Cohort } from '../sources/source-people'
import { instantsOf } from '../sources/source-people'
import { attributed, type Attributed } from './attribute.rules'
import { removalEffects, type Way } from './markov.rules'
import {
  othersReached,
  outcomesOfClients,
  outcomesOfNobody,
  outcomesOfVisitors,
  type OutcomeFilter,
  type OutcomeLine,
} from './outcome.queries'
import { arrivalsOf, personOf, sharesWithSharers, type People, type ShareLine } from './path.queries'
import { FORGOTTEN_CARD } from './forgotten-card'
import { pathTo, type Arrival } from './path.rules'
import { rowKey } from './row-key.rules'

/** What one answer is computed from at most; beyond it the latest count, and the answer says so. */
const MOST_OUTCOMES = 5000
const MOST_OTHERS = 5000

const DAY_MS = 86_400_000
/** What people can come to before they are anybody's clients. */
const OPEN_TO_VISITORS: readonly OutcomeKind[] = ['join', 'registration', 'attendance']

export interface PathStep extends Arrival {
  key: string
  share: ShareLine
}

export interface AttributedOutcome extends Attributed {
  line: OutcomeLine
  path: PathStep[]
}

export interface Attribution {
  /** Latest first. */
  outcomes: AttributedOutcome[]
  otherPeople: number
  lookBackDays: number
  isCut: boolean
}

/** Which outcomes of a cohort's people there are, what led to each, and what each gives to it under every model. Computed from the tables as they stand. */
export async function attributionOf(
  db: DataSource,
  cohort: Cohort,
  kind: OutcomeKind,
  dimension: AttributionDimension,
): Promise<Attribution> {
  const { lookBackDays = LOOK_BACK_DAYS } = await organizationSettings(db)
  const lookBackMs = lookBackDays * DAY_MS
  const [start, end] = instantsOf(cohort.period)
  const since = new Date(start.getTime() - lookBackMs)
  const filter = { kind, agentIds: cohort.agentIds, start, end, most: MOST_OUTCOMES }
  const lines = await outcomeLines(db, filter)
  const others = await othersReached(db, { ...filter, start: since, most: MOST_OTHERS })
  const known = { lines: lines.slice(0, MOST_OUTCOMES), others: others.slice(0, MOST_OTHERS) }

  const arrivals = await arrivalsOf(db, peopleOf([...known.lines, ...known.others]), since)
  const shareIds = new Set([...arrivals.values()].flat().map(({ shareId }) => shareId))
  for (const { accountId, shareId } of known.lines) if (accountId === null && shareId !== null) shareIds.add(shareId)
  const shares = await sharesWithSharers(db, [...shareIds])
  shares.set(FORGOTTEN_CARD.id, FORGOTTEN_CARD)
  for (const [person, arrival] of forgottenArrivals(known.lines))
    arrivals.set(person, [...(arrivals.get(person) ?? []), arrival])

  const agentIds = new Set(cohort.agentIds)
  const stepsOf = (path: readonly Arrival[]): PathStep[] =>
    path.flatMap((arrival) => {
      const share = shares.get(arrival.shareId)
      return share ? [{ ...arrival, share, key: rowKey(dimension, share, arrival, agentIds) }] : []
    })
  const wayOf = (person: { accountId: string | null; recordId: string | null }, at: Date): PathStep[] =>
    stepsOf(pathTo(arrivals.get(personOf(person)) ?? [], at, lookBackMs, (id) => isBy(person, shares.get(id))))

  const outcomes = known.lines
    .map((line) => ({ line, path: line.accountId === null ? stepsOf(wayOfNobody(line)) : wayOf(line, line.at) }))
    .filter(({ line, path }) => isOfCohort(line, path, agentIds))
  const otherWays = [...new Map(known.others.map((person) => [personOf(person), person])).values()].map((person) =>
    wayOf(person, end),
  )
  const effects = removalEffects([
    ...outcomes.map(({ path }) => way(path, true)),
    ...otherWays.map((path) => way(path, false)),
  ])
  return {
    outcomes: outcomes.map(({ line, path }) => ({ line, path, ...attributed(path, effects) })),
    otherPeople: otherWays.length,
    lookBackDays,
    isCut: lines.length > MOST_OUTCOMES || others.length > MOST_OTHERS,
  }
}

const way = (path: readonly PathStep[], isReached: boolean): Way => ({ keys: path.map(({ key }) => key), isReached })

async function outcomeLines(db: DataSource, filter: OutcomeFilter): Promise<OutcomeLine[]> {
  const lines = await outcomesOfClients(db, filter)
  if (OPEN_TO_VISITORS.includes(filter.kind)) lines.push(...(await outcomesOfVisitors(db, filter)))
  if (filter.kind === 'referral_consented') lines.push(...(await outcomesOfNobody(db, filter)))
  return lines.sort((a, b) => b.at.getTime() - a.at.getTime() || (BigInt(b.id) > BigInt(a.id) ? 1 : -1))
}

function peopleOf(lines: readonly { accountId: string | null; recordId: string | null }[]): People {
  const accounts = lines.flatMap(({ accountId, recordId }) => (recordId === null ? (accountId ?? []) : []))
  return {
    recordIds: [...new Set(lines.flatMap(({ recordId }) => recordId ?? []))],
    accountIds: [...new Set(accounts)],
  }
}

/** Who came by a card that has forgotten it came by one all the same, at the latest when the record was made. */
const forgottenArrivals = (lines: readonly OutcomeLine[]): Map<string, Arrival> =>
  new Map(
    lines.flatMap((line) =>
      line.sourceCardId === FORGOTTEN_CARD.id
        ? [[personOf(line), { shareId: FORGOTTEN_CARD.id, at: line.becameClientAt!, scene: null }] as const]
        : [],
    ),
  )

/** Of somebody who is forgotten, the card alone is still known. */
const wayOfNobody = ({ shareId, at }: OutcomeLine): Arrival[] =>
  shareId === null ? [] : [{ shareId, at, scene: null }]

const isBy = (person: { accountId: string | null; recordId: string | null }, share: ShareLine | undefined): boolean =>
  share !== undefined &&
  (share.sharerAccountId === person.accountId || (person.recordId !== null && share.sharerRecordId === person.recordId))

/** A visitor's outcome is the agent's whose share came first. */
const isOfCohort = (
  { accountId, recordId }: OutcomeLine,
  path: readonly PathStep[],
  agentIds: ReadonlySet<string>,
): boolean => recordId !== null || accountId === null || agentIds.has(path[0]?.share.agentId ?? '')
