import type { EntityManager } from 'typeorm'
import { audit, type AuditActor } from '../core/audit'
import { recordAct } from '../engagement/record-act'
import type { EventRegistration } from './event-registration.entity'
import { fillPlaces, lockQueue, type LockedEvent } from './places'

/** Cancels a registration that is confirmed or waits, and lets the next one move up. Under the locks of `lockQueue`. */
export async function cancelRegistration(
  tx: EntityManager,
  actor: AuditActor,
  event: LockedEvent,
  { id, accountId, status }: EventRegistration,
  at: Date,
): Promise<void> {
  await tx.query("UPDATE event_registrations SET status = 'cancelled', cancelledAt = ? WHERE id = ?", [at, id])
  await audit(tx, actor, 'registration.cancelled', { kind: 'event', id: event.id }, at, {
    registrationId: id,
    from: status,
  })
  if (status === 'confirmed')
    await recordAct(tx, {
      accountId, kind: 'unregistered', subject: 'event', subjectId: event.id, shareId: null, at,
    }) // prettier-ignore
  await fillPlaces(tx, actor, event, at)
}

/**
 * A consent was taken back on which registrations rested: those for what is still to come end, and the next ones move up. With `forClientsOnly` only
 * those for events that the adviser holds for the own clients.
 */
export async function cancelRegistrationsOf(
  tx: EntityManager,
  actor: AuditActor,
  accountIds: readonly string[],
  { forClientsOnly }: { forClientsOnly: boolean },
  at: Date,
): Promise<void> {
  if (accountIds.length === 0) return
  const rows = await tx.query<EventRegistration[]>(
    `SELECT r.* FROM event_registrations r JOIN events e ON e.id = r.eventId AND e.beginsAt > ?
       JOIN event_versions v ON v.eventId = e.id AND v.version = e.approvedVersion ${forClientsOnly ? "AND v.audience = 'clients'" : ''}
      WHERE r.accountId IN (?) AND r.status IN ('confirmed', 'waitlisted') ORDER BY r.eventId, r.id`,
    [at, accountIds],
  )
  for (const registration of rows) {
    const { eventId, accountId } = registration
    const { event } = await lockQueue(tx, eventId, { accountIds: [accountId], most: 1 })
    // Another may have moved up or been cancelled until the event was locked.
    const [now] = await tx.query<EventRegistration[]>('SELECT * FROM event_registrations WHERE id = ?', [
      registration.id,
    ])
    if (event && now && (now.status === 'confirmed' || now.status === 'waitlisted'))
      await cancelRegistration(tx, actor, event, now, at)
  }
}
