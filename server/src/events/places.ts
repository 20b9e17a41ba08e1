import type { EventStatus } from '@quanke/shared/domain/event'
import type { DataSource, EntityManager } from 'typeorm'
import { audit, type AuditActor } from '../core/audit'
import { addToOutbox } from '../core/outbox'
import { lockTies, type AccountTie } from '../engagement/account-tie.queries'
import { recordAct } from '../engagement/record-act'
import type { EventRegistration } from './event-registration.entity'
import type { EventVersion } from './event-version.entity'

type Db = DataSource | EntityManager

/** An event in the version in force, else its latest; as a rule under its lock. */
export interface LockedEvent extends EventVersion {
  id: string
  agentId: string
  status: EventStatus
  latestVersion: number
  approvedVersion: number | null
}

interface Waiting {
  id: string
  accountId: string
}

/** The first ones in the queue. */
export const nextInQueue = (db: Db, eventId: string, most: number): Promise<EventRegistration[]> =>
  db.query("SELECT * FROM event_registrations WHERE eventId = ? AND status = 'waitlisted' ORDER BY number LIMIT ?", [
    eventId,
    most,
  ])

/** The event under its lock, without which no place of it is given or taken; null when there is none. */
export async function lockEvent(tx: EntityManager, eventId: string): Promise<LockedEvent | null> {
  const [there] = await tx.query<unknown[]>('SELECT id FROM events WHERE id = ? FOR UPDATE', [eventId])
  return there ? eventInForce(tx, eventId) : null
}

export async function eventInForce(db: Db, eventId: string): Promise<LockedEvent | null> {
  const [event] = await db.query<LockedEvent[]>(
    `SELECT v.*, e.id, e.agentId, e.status, e.latestVersion, e.approvedVersion FROM events e
       JOIN event_versions v ON v.eventId = e.id AND v.version = COALESCE(e.approvedVersion, e.latestVersion) WHERE e.id = ?`,
    [eventId],
  )
  return event ?? null
}

/**
 * Locks these accounts and those of the next in the queue, all in one order and before the event, so that whoever moves up can be written for. Who
 * comes to be first in the queue in between is locked later, when it is that one's turn: that may collide, and is then done again.
 */
export async function lockQueue(
  tx: EntityManager,
  eventId: string,
  { accountIds, most }: { accountIds: readonly string[]; most: number },
): Promise<{ ties: Map<string, AccountTie>; event: LockedEvent | null }> {
  const next: Waiting[] = most === 0 ? [] : await nextInQueue(tx, eventId, most)
  const all = [...new Set([...accountIds, ...next.map(({ accountId }) => accountId)])]
  const ties = all.length === 0 ? new Map<string, AccountTie>() : await lockTies(tx, all)
  return { ties, event: await lockEvent(tx, eventId) }
}

/** How many have a place, and how many wait. It stays true under the event's lock. */
export async function takenPlaces(db: Db, eventId: string): Promise<{ placed: number; waiting: number }> {
  const [row] = await db.query<{ placed: string; waiting: string }[]>(
    `SELECT COALESCE(SUM(status IN ('confirmed', 'attended', 'absent')), 0) placed, COALESCE(SUM(status = 'waitlisted'), 0) waiting
       FROM event_registrations WHERE eventId = ?`,
    [eventId],
  )
  return { placed: Number(row?.placed), waiting: Number(row?.waiting) }
}

/** How many places those who wait may get while so many are taken: none once the event has begun. */
export function freePlaces(event: LockedEvent, placed: number, at: Date): number {
  if (event.status === 'cancelled' || event.approvedVersion === null || event.beginsAt <= at) return 0
  return Math.max(0, event.capacity - placed)
}

/** Gives the places that are free to those who wait, in their order. Under the event's lock. */
export async function fillPlaces(tx: EntityManager, actor: AuditActor, event: LockedEvent, at: Date): Promise<void> {
  const free = freePlaces(event, (await takenPlaces(tx, event.id)).placed, at)
  if (free === 0) return
  for (const next of await nextInQueue(tx, event.id, free)) {
    await tx.query("UPDATE event_registrations SET status = 'confirmed' WHERE id = ?", [next.id])
    const subject = { kind: 'event', id: event.id }
    await audit(tx, actor, 'registration.moved_up', subject, at, { registrationId: next.id })
    await noteRegistered(tx, next, at)
    const news = { registrationId: next.id, news: 'place' as const }
    // One may wait again with the same number, after a merge was undone, and is told again.
    await addToOutbox(tx, 'message.event', `${next.id}:place:${next.number}:${at.getTime()}`, news, at)
  }
}

/** A place is what counts as having registered: whoever waits has not come to it yet. */
export const noteRegistered = (
  tx: EntityManager,
  { accountId, eventId, shareId }: Pick<EventRegistration, 'accountId' | 'eventId' | 'shareId'>,
  at: Date,
): Promise<void> => recordAct(tx, { accountId, kind: 'registered', subject: 'event', subjectId: eventId, shareId, at })
