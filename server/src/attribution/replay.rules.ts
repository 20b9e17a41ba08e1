import { attributionModels, type OutcomeKind } from '@quanke/shared/domain/attribution'
import type { ShareChannel, ShareSubject } from '@quanke/shared/domain/share'
import { creditsOf } from './credit.rules'
import type { Way } from './markov.rules'
import { pathTo, type Arrival } from './path.rules'
import { rowKey } from './row-key.rules'

/** What is known of one person, from the tables or from the log: both have to give the same credits. */
export interface PersonFacts {
  arrivals: readonly Arrival[]
  outcomes: readonly { kind: OutcomeKind; item: string; at: Date; id: string }[]
  /** Shares that the person made. */
  ownShareIds: ReadonlySet<string>
}

/** As much of a share as the way needs. */
export interface ReplayedShare {
  subject: ShareSubject
  channel: ShareChannel
}

export interface Replayed {
  /** One line for each outcome, with what it gives to whom under which model. */
  credits: string[]
  /** The way to each kind of outcome, by channels; for kinds that the person did not come to, the way that ended without. */
  ways: (Way & { kind: OutcomeKind })[]
}

const NO_EFFECTS = new Map<string, number>()
const nobody = { subjectId: '0', campaignId: null, sharerAgentId: null, sharerRecordId: null, sharerOwnerId: null }

/** Recomputes what a person's outcomes give, from these facts alone. */
export function replayed(
  { arrivals, outcomes, ownShareIds }: PersonFacts,
  shares: ReadonlyMap<string, ReplayedShare>,
  kinds: readonly OutcomeKind[],
  { lookBackMs, now }: { lookBackMs: number; now: Date },
): Replayed {
  const way = (at: Date) => pathTo(arrivals, at, lookBackMs, (id) => ownShareIds.has(id) || !shares.has(id))
  const channels = (path: readonly Arrival[]) =>
    path.map((arrival) => rowKey('channel', { ...nobody, ...shares.get(arrival.shareId)! }, arrival, new Set()))
  const firsts = firstOfEach(outcomes)
  const credits = firsts.map(({ kind, item, at }) => {
    const path = way(at)
    const steps = path.map(({ shareId, at: arrivedAt }) => ({ key: shareId, at: arrivedAt }))
    const given = creditsOf(steps, NO_EFFECTS)
    const told = attributionModels.map(
      (model) => `${model} ${steps.map(({ key }, to) => `${key}=${given[model][to]}`).join(',')}`,
    )
    return `${kind} ${item} ${at.toISOString()}: ${told.join('; ')}`
  })
  const reached = firsts.map(({ kind, at }) => ({ kind, keys: channels(way(at)), isReached: true }))
  const missed = kinds
    .filter((kind) => !firsts.some((one) => one.kind === kind))
    .map((kind) => ({ kind, keys: channels(way(now)), isReached: false }))
  return { credits, ways: [...reached, ...missed] }
}

/** The first time that any account of the person came to each thing. */
function firstOfEach(outcomes: PersonFacts['outcomes']): PersonFacts['outcomes'] {
  const sorted = [...outcomes].sort((a, b) => a.at.getTime() - b.at.getTime() || Number(BigInt(a.id) - BigInt(b.id)))
  const firsts = new Map<string, (typeof sorted)[number]>()
  for (const one of sorted) {
    const key = `${one.kind} ${one.item}`
    if (!firsts.has(key)) firsts.set(key, one)
  }
  return [...firsts.values()]
}
