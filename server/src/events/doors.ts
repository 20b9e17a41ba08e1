import { startOfBusinessDay } from '../core/days'
import type { DoorFacts } from './attendance.rules'

const DAY_MS = 86_400_000

/** When the Beijing day after the event is over. China has no daylight saving time. An event that ends at midnight is of the day before. */
const marksUntil = (endsAt: Date): Date =>
  new Date(startOfBusinessDay(new Date(endsAt.getTime() - 1)).getTime() + 2 * DAY_MS)

export const doorFacts = (event: Pick<DoorFacts, 'isCancelled' | 'beginsAt' | 'endsAt'>, now: Date): DoorFacts => ({
  ...event,
  marksUntil: marksUntil(event.endsAt),
  now,
})
