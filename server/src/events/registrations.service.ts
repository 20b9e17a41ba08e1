import { Injectable } from '@nestjs/common'
import type { EventView, RegisterForEvent } from '@quanke/shared/contracts/events'
import { DataSource, type EntityManager } from 'typeorm'
import { hasConsented } from '../consents/consent.queries'
import type { Actor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { accountsOfPerson } from '../identity/accounts-of-person'
import { leadingShare } from '../shares/share.queries'
import { cancelRegistration } from './cancel-registration'
import { isRegistered, leaveRefusal, registerRefusal, stageOf } from './event.rules'
import { eventView } from './event.view'
import type { EventRegistration } from './event-registration.entity'
import { registrationOfPerson } from './one-place.queries'
import { lockQueue, noteRegistered, takenPlaces, type LockedEvent } from './places'

/** What a person does about a place in an event. */
@Injectable()
export class RegistrationsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Takes a place, or one in the queue. Registering twice is the same as registering once, by whichever account of the person. */
  async register(actor: Actor, eventId: string, { shareCode }: RegisterForEvent): Promise<EventView> {
    const at = this.clock.now()
    const { accountId } = actor
    return transact(this.db, async (tx) => {
      const { ties, event } = await lockQueue(tx, eventId, { accountIds: [accountId], most: 0 })
      if (!ties.has(accountId)) throw new Refused('sign_in_required')
      if (!event) throw new Refused('event_not_found')
      const mine = await registrationOfPerson(tx, eventId, accountId)
      if (isRegistered(mine?.status ?? null)) return eventView(tx, actor, eventId, at)

      const { placed, waiting } = await takenPlaces(tx, eventId)
      const stage = stageOf({
        ...event, isApproved: event.approvedVersion !== null, isCancelled: event.status === 'cancelled', placed, waiting, now: at,
      }) // prettier-ignore
      const refusal = registerRefusal({
        stage,
        isHost: event.agentId === actor.agentId,
        audience: event.audience,
        isHostsClient: ties.get(accountId)?.agentId === event.agentId,
        hasConsented: await hasConsented(tx, accountId, 'use_service'),
      })
      if (refusal) throw new Refused(refusal)

      const share = await leadingShare(tx, shareCode, accountId)
      const registration = { eventId, accountId, shareId: share?.id ?? null }
      const status = stage === 'open' ? ('confirmed' as const) : ('waitlisted' as const)
      await this.write(tx, registration, status, at)
      await audit(tx, actor, `registration.${status}`, { kind: 'event', id: eventId }, at, {
        shareId: registration.shareId,
      })
      if (status === 'confirmed') await noteRegistered(tx, registration, at)
      return eventView(tx, actor, eventId, at)
    })
  }

  /** Gives the place back, or leaves the queue; whoever waits first moves up. Twice is the same as once. */
  async cancel(actor: Actor, eventId: string): Promise<EventView> {
    const at = this.clock.now()
    const { accountId } = actor
    return transact(this.db, async (tx) => {
      const accountIds = await accountsOfPerson(tx, accountId)
      const { event } = await lockQueue(tx, eventId, { accountIds, most: 1 })
      const mine = event ? await this.seen(tx, event, accountId) : null
      if (!event) throw new Refused('event_not_found')
      if (mine?.status === 'cancelled') return eventView(tx, actor, eventId, at)
      const refusal = leaveRefusal(mine?.status ?? null, event.beginsAt, at)
      if (refusal) throw new Refused(refusal)
      await cancelRegistration(tx, actor, event, mine!, at)
      return eventView(tx, actor, eventId, at)
    })
  }

  /** What was never approved is there for nobody who could be registered. */
  private async seen(tx: EntityManager, event: LockedEvent, accountId: string): Promise<EventRegistration | null> {
    if (event.approvedVersion === null) throw new Refused('event_not_found')
    return registrationOfPerson(tx, event.id, accountId)
  }

  /** Whoever comes back is last again. */
  private async write(
    tx: EntityManager,
    { eventId, accountId, shareId }: Pick<EventRegistration, 'eventId' | 'accountId' | 'shareId'>,
    status: 'confirmed' | 'waitlisted',
    at: Date,
  ): Promise<void> {
    const [last] = await tx.query<{ number: number | null }[]>(
      'SELECT MAX(number) number FROM event_registrations WHERE eventId = ?',
      [eventId],
    )
    await tx.query(
      `INSERT INTO event_registrations (eventId, accountId, number, status, shareId, registeredAt) VALUES (?, ?, ?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE number = VALUES(number), status = VALUES(status), shareId = VALUES(shareId),
         registeredAt = VALUES(registeredAt), cancelledAt = NULL`,
      [eventId, accountId, (last?.number ?? 0) + 1, status, shareId, at],
    )
  }
}
