import { PLACED, type RegistrationStatus } from '@quanke/shared/domain/event'

/** A registration that stands: a place, or one in the queue. */
export interface Standing {
  id: string
  eventId: string
  status: RegistrationStatus
  number: number
}

/** What came before a merge and no longer stands by it, with what is needed to give it back. */
export interface PlaceAside {
  id: string
  eventId: string
  status: RegistrationStatus
  /** How many had a place in the event before: a parting never puts more there again. */
  placed: number
  /** When, if it was not the merge that keeps it now which set it aside. */
  since?: string
}

const rank = (status: RegistrationStatus): number => {
  if (status === 'attended') return 0
  return PLACED.includes(status) ? 1 : 2
}

/** Of one person's registrations for an event the better one comes first: attended, then placed, then waiting, and of equals the earliest. */
const better = (a: Standing, b: Standing): number => rank(a.status) - rank(b.status) || a.number - b.number

/** Of places that come back the better one does first. */
export const betterBefore = (a: PlaceAside, b: PlaceAside): number => rank(a.status) - rank(b.status)

/** Which of one person's registrations cannot stand, since one has one place in an event. */
export function surplusOf<T extends Standing>(standing: readonly T[]): T[] {
  const kept = new Set<string>()
  return [...standing].sort(better).filter(({ eventId }) => {
    const isSurplus = kept.has(eventId)
    kept.add(eventId)
    return isSurplus
  })
}

export interface ReturnFacts {
  before: RegistrationStatus
  /** How many had a place before it was set aside, and how many have one now. */
  placedBefore: number
  placedNow: number
  capacity: number
  /** Whether places are no longer given: the event has begun, or was called off. */
  isSettled: boolean
}

/**
 * What becomes of a registration when the two records are parted again. Who came or did not stands as it was marked; a place that somebody else has
 * by now does not come back: the person waits for the next one, before everybody who came later, or has none when no more are given.
 */
export function statusAfterParting(facts: ReturnFacts): RegistrationStatus {
  const { before, placedBefore, placedNow, capacity, isSettled } = facts
  if (before !== 'confirmed' || placedNow < Math.max(capacity, placedBefore)) return before
  return isSettled ? 'cancelled' : 'waitlisted'
}
