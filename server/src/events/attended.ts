import type { EntityManager } from 'typeorm'
import { recordAct } from '../engagement/record-act'
import { takeBackAct } from '../engagement/take-back-act'
import { accountsOfPerson } from '../identity/accounts-of-person'
import { takeOutcomeBack } from '../provenance/acts'
import type { EventRegistration } from './event-registration.entity'

type Who = Pick<EventRegistration, 'accountId' | 'eventId'>

const actOf = ({ accountId, eventId }: Who) =>
  ({ accountId, kind: 'attended', subject: 'event', subjectId: eventId }) as const

/** Having come is an outcome. */
export const noteAttended = (tx: EntityManager, who: Who, at: Date): Promise<void> =>
  recordAct(tx, { ...actOf(who), shareId: null, at })

/**
 * A person who did not come after all has not come by any of the own accounts: what a place told that a merge set aside goes too. Under the locks of
 * all these accounts.
 */
export async function takeAttendedBack(tx: EntityManager, { accountId, eventId }: Who, at: Date): Promise<void> {
  const standing = await tx.query<{ id: string; accountId: string }[]>(
    `SELECT o.id, o.accountId FROM outcomes o
      WHERE o.accountId IN (?) AND o.kind = 'attendance' AND o.subjectId = ? AND o.takenBackAt IS NULL
        AND NOT EXISTS (SELECT 1 FROM event_registrations r WHERE r.eventId = o.subjectId AND r.accountId = o.accountId AND r.status = 'attended')
      ORDER BY o.accountId`,
    [await accountsOfPerson(tx, accountId), eventId],
  )
  for (const outcome of standing) {
    await takeBackAct(tx, actOf({ accountId: outcome.accountId, eventId }))
    await takeOutcomeBack(tx, outcome.id, at)
  }
}

/** A place comes back that was marked as come: so does the outcome, where it was taken back in between. Under the account's lock. */
export async function restoreAttended(tx: EntityManager, registration: EventRegistration, at: Date): Promise<void> {
  const standing = await tx.query<unknown[]>(
    "SELECT 1 FROM outcomes WHERE accountId = ? AND kind = 'attendance' AND subjectId = ? AND takenBackAt IS NULL",
    [registration.accountId, registration.eventId],
  )
  if (standing.length === 0) await noteAttended(tx, registration, registration.markedAt ?? at)
}
