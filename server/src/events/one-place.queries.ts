import type { DataSource, EntityManager } from 'typeorm'
import { accountsOfPerson } from '../identity/accounts-of-person'
import type { EventRegistration } from './event-registration.entity'
import { surplusOf, type PlaceAside, type Standing } from './one-place.rules'
import { eventInForce, freePlaces, nextInQueue, takenPlaces } from './places'

type Db = DataSource | EntityManager

/** What one place for one person means in an event where accounts of the same client have several. */
export interface OnePlace {
  eventId: string
  aside: PlaceAside[]
  /** The registrations to which the places go that become free. */
  movesUp: string[]
}

/** Best first. Takes the reading account: of what was given up it sees its own. */
export const BEST_FIRST = (registration: string): string =>
  `FIELD(${registration}.status, 'attended', 'confirmed', 'absent', 'waitlisted', 'cancelled'), ${registration}.accountId = ? DESC, ${registration}.number`

/** The registration of a person for an event, by whichever of the own accounts; null when there was never one. */
export async function registrationOfPerson(
  tx: EntityManager,
  eventId: string,
  accountId: string,
): Promise<EventRegistration | null> {
  const accounts = await accountsOfPerson(tx, accountId)
  const [row] = await tx.query<EventRegistration[]>(
    `SELECT * FROM event_registrations r WHERE r.eventId = ? AND r.accountId IN (?) ORDER BY ${BEST_FIRST('r')} LIMIT 1`,
    [eventId, accounts, accountId],
  )
  return row ?? null
}

/** The registrations of these clients' accounts that cannot all stand, were the records one. */
export async function surplusPlaces(db: Db, recordIds: readonly string[]): Promise<Standing[]> {
  const standing = await db.query<Standing[]>(
    `SELECT r.id, r.eventId, r.status, r.number FROM wechat_accounts a
       JOIN event_registrations r ON r.accountId = a.id AND r.status <> 'cancelled' WHERE a.recordId IN (?) ORDER BY r.eventId, r.number`,
    [recordIds],
  )
  return surplusOf(standing)
}

/** What becomes of the places when these records are one, event by event, as things stand. */
export async function onePlaces(db: Db, recordIds: readonly string[], at: Date): Promise<OnePlace[]> {
  const all = await surplusPlaces(db, recordIds)
  const plans: OnePlace[] = []
  for (const eventId of new Set(all.map((one) => one.eventId))) {
    const surplus = all.filter((one) => one.eventId === eventId)
    const event = await eventInForce(db, eventId)
    if (!event) continue
    const { placed } = await takenPlaces(db, eventId)
    const freed = surplus.filter(({ status }) => status !== 'waitlisted').length
    const gone = new Set(surplus.map(({ id }) => id))
    const free = freePlaces(event, placed - freed, at)
    const queue = free === 0 ? [] : await nextInQueue(db, eventId, free + gone.size)
    plans.push({
      eventId,
      aside: surplus.map(({ id, status }) => ({ id, eventId, status, placed })),
      movesUp: queue.filter(({ id }) => !gone.has(id)).slice(0, free).map(({ id }) => id),
    }) // prettier-ignore
  }
  return plans
}
