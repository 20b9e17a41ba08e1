import type { EntityManager } from 'typeorm'
import { audit, type AuditActor } from '../core/audit'
import { byId } from '../core/literals'
import { recordAct } from '../engagement/record-act'
import { restoreAttended } from './attended'
import type { EventRegistration } from './event-registration.entity'
import { onePlaces, surplusPlaces, type OnePlace } from './one-place.queries'
import { betterBefore, statusAfterParting, type PlaceAside } from './one-place.rules'
import { fillPlaces, lockQueue, takenPlaces } from './places'

/** Locks the events in which these clients' accounts have more than one place, in one order; `onePlaces` then stays true. */
export async function lockSurplusPlaces(tx: EntityManager, recordIds: readonly string[]): Promise<void> {
  const eventIds = new Set((await surplusPlaces(tx, recordIds)).map(({ eventId }) => eventId))
  for (const eventId of [...eventIds].sort(byId)) await lockQueue(tx, eventId, { accountIds: [], most: 1 })
}

/** Sets places aside as planned; whoever waits first gets what becomes free. The person still is registered, so nothing is told of it. */
export async function setAside(
  tx: EntityManager,
  actor: AuditActor,
  plans: readonly OnePlace[],
  at: Date,
): Promise<void> {
  for (const { eventId, aside } of plans) {
    const { event } = await lockQueue(tx, eventId, { accountIds: [], most: 0 })
    for (const { id, status } of aside) {
      await tx.query("UPDATE event_registrations SET status = 'cancelled', cancelledAt = ? WHERE id = ?", [at, id])
      const detail = { registrationId: id, from: status }
      await audit(tx, actor, 'registration.set_aside', { kind: 'event', id: eventId }, at, detail)
    }
    await fillPlaces(tx, actor, event!, at)
  }
}

/** One client, one place: for when an account has come to a record that others are part of. The caller holds the record's lock. */
export async function keepOnePlace(tx: EntityManager, actor: AuditActor, recordId: string, at: Date): Promise<void> {
  await lockSurplusPlaces(tx, [recordId])
  await setAside(tx, actor, await onePlaces(tx, [recordId], at), at)
}

/** A place that was set aside, and when. */
export type PlaceWaiting = PlaceAside & { since: string }

/** What became of places that were set aside, when people were parted. */
export interface PlacesReturned {
  back: ReadonlySet<string>
  /** Those of whom another place stands in the event, by the record in which it does. */
  held: ReadonlyMap<string, string>
}

/**
 * Gives back what merges set aside, as far as there are places and nobody who is one with the person has one there. Not what the person has changed
 * since, nor what rested on a consent that was taken back since.
 */
export async function returnPlaces(
  tx: EntityManager,
  actor: AuditActor,
  waiting: readonly PlaceWaiting[],
  at: Date,
): Promise<PlacesReturned> {
  const back = new Set<string>()
  const held = new Map<string, string>()
  for (const place of [...waiting].sort(inReturnOrder)) {
    const since = new Date(place.since)
    const [known] = await registrationRow(tx, place.id)
    if (!known) continue
    const { event } = await lockQueue(tx, place.eventId, { accountIds: [known.accountId], most: 1 })
    const [now] = await registrationRow(tx, place.id)
    const isUntouched = now?.status === 'cancelled' && now.cancelledAt?.getTime() === since.getTime()
    if (!event || !now || !isUntouched) continue
    const holder = await recordWithPlace(tx, now)
    if (holder !== null) held.set(place.id, holder)
    if (holder !== null || (await hasWithdrawn(tx, now.accountId, event.audience, since))) continue
    const status = statusAfterParting({
      before: place.status,
      placedBefore: place.placed,
      placedNow: (await takenPlaces(tx, event.id)).placed,
      capacity: event.capacity,
      isSettled: event.status === 'cancelled' || event.beginsAt <= at,
    })
    back.add(place.id)
    await giveBack(tx, actor, now, { status, isLost: place.status === 'confirmed' && status !== 'confirmed' }, at)
    await fillPlaces(tx, actor, event, at)
  }
  return { back, held }
}

/** Event by event, as all writers lock them. */
const inReturnOrder = (a: PlaceAside, b: PlaceAside): number =>
  byId(a.eventId, b.eventId) || betterBefore(a, b) || byId(a.id, b.id)

/** The record of the person, when another account of it has a place in this event. */
async function recordWithPlace(tx: EntityManager, { accountId, eventId }: EventRegistration): Promise<string | null> {
  const [other] = await tx.query<{ recordId: string }[]>(
    `SELECT o.recordId FROM wechat_accounts a JOIN wechat_accounts o ON o.recordId = a.recordId AND o.id <> a.id
       JOIN event_registrations r ON r.accountId = o.id AND r.eventId = ? AND r.status <> 'cancelled' WHERE a.id = ? LIMIT 1`,
    [eventId, accountId],
  )
  return other?.recordId ?? null
}

const registrationRow = (tx: EntityManager, id: string): Promise<EventRegistration[]> =>
  tx.query('SELECT * FROM event_registrations WHERE id = ?', [id])

/** A place that is lost is told on the timeline, as one that was given back is. */
async function giveBack(
  tx: EntityManager,
  actor: AuditActor,
  registration: EventRegistration,
  { status, isLost }: { status: PlaceAside['status']; isLost: boolean },
  at: Date,
): Promise<void> {
  const { id, accountId, eventId } = registration
  if (status !== 'cancelled')
    await tx.query('UPDATE event_registrations SET status = ?, cancelledAt = NULL WHERE id = ?', [status, id])
  const detail = { registrationId: id, to: status }
  await audit(tx, actor, 'registration.returned', { kind: 'event', id: eventId }, at, detail)
  if (status === 'attended') await restoreAttended(tx, registration, at)
  if (isLost)
    await recordAct(tx, { accountId, kind: 'unregistered', subject: 'event', subjectId: eventId, shareId: null, at })
}

async function hasWithdrawn(tx: EntityManager, accountId: string, audience: string, since: Date): Promise<boolean> {
  const needed = audience === 'clients' ? ['use_service', 'be_served'] : ['use_service']
  const rows = await tx.query<unknown[]>(
    "SELECT 1 FROM consents WHERE accountId = ? AND purpose IN (?) AND state = 'withdrawn' AND decidedAt > ? LIMIT 1",
    [accountId, needed, since],
  )
  return rows.length > 0
}
