import { Injectable } from '@nestjs/common'
import type { ApproveEvent, EventView, ReturnEvent } from '@quanke/shared/contracts/events'
import { EVENT } from '@quanke/shared/domain/event'
import { DataSource, type EntityManager } from 'typeorm'
import type { StaffActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { eventVersion } from './event.queries'
import { approvalRefusal, decisionRefusal } from './event.rules'
import { eventView } from './event.view'
import { Event } from './event.entity'
import { EventVersion } from './event-version.entity'
import { beginningsOf, isMoved } from './event-terms'
import { fillPlaces, lockQueue, type LockedEvent } from './places'
import { tellRegistered } from './tell-registered'

/** How compliance decides about an event (domain rules, section 9). */
@Injectable()
export class ReviewService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Puts the version that was read in force: from now on it is what everybody sees, and whoever registered is told of another time or place. */
  approve(actor: StaffActor, eventId: string, { version }: ApproveEvent): Promise<EventView> {
    return this.decide(actor, eventId, version, 'approved', async (tx, event, at) => {
      const next = await eventVersion(tx, eventId, version)
      const refusal = approvalRefusal(beginningsOf(event, next), at)
      if (refusal) throw new Refused(refusal)
      await tx.update(EventVersion, { eventId, version }, { approvedAt: at, decidedByStaffId: actor.staffId })
      await tx.update(Event, { id: eventId }, { status: 'approved', approvedVersion: version, beginsAt: next.beginsAt })
      if (event.approvedVersion !== null && isMoved(event, next))
        await tellRegistered(tx, eventId, 'changed', String(version), at)
      await fillPlaces(tx, actor, { ...event, ...next, status: 'approved', approvedVersion: version }, at)
    })
  }

  /** Gives the version that was read back to its host, with the reason. What was in force stays so. */
  return(actor: StaffActor, eventId: string, { version, reason }: ReturnEvent): Promise<EventView> {
    return this.decide(actor, eventId, version, 'returned', async (tx, _, at) => {
      const decided = { returnedAt: at, returnedReason: reason, decidedByStaffId: actor.staffId }
      await tx.update(EventVersion, { eventId, version }, decided)
      await tx.update(Event, { id: eventId }, { status: 'returned' })
    })
  }

  /** The same decision about the same version twice is the decision once. */
  private decide(
    actor: StaffActor,
    eventId: string,
    version: number,
    to: 'approved' | 'returned',
    act: (tx: EntityManager, event: LockedEvent, at: Date) => Promise<void>,
  ): Promise<EventView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const { event } = await lockQueue(tx, eventId, { accountIds: [], most: EVENT.waitlistMost })
      if (!event) throw new Refused('event_not_found')
      const { status, latestVersion, agentId } = event
      if (status === to && latestVersion === version) return eventView(tx, actor, eventId, at)
      const facts = { status, latestVersion, readVersion: version, hostAgentId: agentId, officerAgentId: actor.agentId }
      const refusal = decisionRefusal(facts, to)
      if (refusal) throw new Refused(refusal)
      await act(tx, event, at)
      await audit(tx, actor, `event.${to}`, { kind: 'event', id: eventId }, at, { version })
      return eventView(tx, actor, eventId, at)
    })
  }
}
