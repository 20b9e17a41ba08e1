import { Injectable } from '@nestjs/common'
import type { CancelEvent, DraftEvent, EditEvent, EventView } from '@quanke/shared/contracts/events'
import { EVENT } from '@quanke/shared/domain/event'
import { DataSource, type EntityManager } from 'typeorm'
import type { Actor, AgentActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { lockAccount } from '../identity/lock-account'
import { eventVersion } from './event.queries'
import { cancelRefusal, editRefusal, rewriteRefusal, submitRefusal, timesFault } from './event.rules'
import { eventView } from './event.view'
import { Event } from './event.entity'
import { EventVersion } from './event-version.entity'
import { beginningsOf, digestOf, termsOf, type Terms } from './event-terms'
import { fillPlaces, lockEvent, lockQueue, type LockedEvent } from './places'
import { tellRegistered } from './tell-registered'

/** What an agent does with an event of the own. */
@Injectable()
export class HostingService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Writes a draft; the same key again is the same draft. */
  async draft(actor: AgentActor, { key, ...edit }: DraftEvent): Promise<EventView> {
    const at = this.clock.now()
    const terms = termsOf(edit)
    return transact(this.db, async (tx) => {
      await lockAccount(tx, actor.accountId)
      const made = await tx.findOneBy(Event, { creationKey: key })
      if (made) return this.sameDraft(tx, actor, made, terms, at)
      refuseTimes(terms, at)
      const { identifiers } = await tx.insert(Event, {
        creationKey: key, agentId: actor.agentId, status: 'draft', latestVersion: 1, approvedVersion: null, beginsAt: terms.beginsAt, createdAt: at,
      }) // prettier-ignore
      const id = String(identifiers[0]!.id)
      await tx.insert(EventVersion, { ...terms, eventId: id, version: 1, digest: digestOf(terms), writtenAt: at })
      await audit(tx, actor, 'event.drafted', { kind: 'event', id }, at, { version: 1 })
      return eventView(tx, actor, id, at)
    })
  }

  /**
   * Changes an event. What compliance approves becomes a new version, and waits for it; the number of places holds at once, and so does the end of
   * registration as long as no other version waits. The same again changes nothing.
   */
  async edit(actor: AgentActor, eventId: string, edit: EditEvent): Promise<EventView> {
    const at = this.clock.now()
    const terms = termsOf(edit)
    return transact(this.db, async (tx) => {
      const { event } = await lockQueue(tx, eventId, { accountIds: [], most: EVENT.waitlistMost })
      const own = ownOf(actor, event)
      const refusal = editRefusal(own.status, own.endsAt, at)
      if (refusal) throw new Refused(refusal)
      const latest = await eventVersion(tx, eventId, own.latestVersion)
      if (isSame(latest, terms)) return eventView(tx, actor, eventId, at)
      if (latest.digest === digestOf(terms)) await this.changePlaces(tx, actor, own, terms, at)
      else await this.rewrite(tx, actor, own, latest, terms, at)
      return eventView(tx, actor, eventId, at)
    })
  }

  /** Hands the latest version in for approval. Twice is the same as once. */
  async submit(actor: AgentActor, eventId: string): Promise<EventView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const event = ownOf(actor, await lockEvent(tx, eventId))
      if (event.status === 'submitted') return eventView(tx, actor, eventId, at)
      const latest = await eventVersion(tx, eventId, event.latestVersion)
      const refusal = submitRefusal(event.status, beginningsOf(event, latest), at)
      if (refusal) throw new Refused(refusal)
      await tx.update(EventVersion, { eventId, version: event.latestVersion }, { submittedAt: at })
      await tx.update(Event, { id: eventId }, { status: 'submitted' })
      await audit(tx, actor, 'event.submitted', { kind: 'event', id: eventId }, at, { version: event.latestVersion })
      return eventView(tx, actor, eventId, at)
    })
  }

  /** Calls an event off, for good; whoever registered is told. Compliance may do so with anybody's. Twice is the same as once. */
  async cancel(actor: Actor, eventId: string, { reason }: CancelEvent): Promise<EventView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const event = await lockEvent(tx, eventId)
      if (!event) throw new Refused('event_not_found')
      if (actor.staffRole !== 'compliance') ownOf(actor, event)
      if (event.status === 'cancelled') return eventView(tx, actor, eventId, at)
      const refusal = cancelRefusal(event.status, event.endsAt, at)
      if (refusal) throw new Refused(refusal)
      await tx.update(Event, { id: eventId }, { status: 'cancelled', cancelledAt: at, cancelledReason: reason })
      await audit(tx, actor, 'event.cancelled', { kind: 'event', id: eventId }, at, { from: event.status })
      await tellRegistered(tx, eventId, 'cancelled', 'once', at)
      return eventView(tx, actor, eventId, at)
    })
  }

  private async sameDraft(tx: EntityManager, actor: AgentActor, { id, agentId }: Event, terms: Terms, at: Date) {
    const first = await eventVersion(tx, id, 1)
    if (agentId !== actor.agentId || first.title !== terms.title || first.kind !== terms.kind)
      throw new Refused('key_reused')
    return eventView(tx, actor, id, at)
  }

  /** The number of places also holds for the version in force, when another one waits meanwhile: it is not what is looked at. */
  private async changePlaces(tx: EntityManager, actor: AgentActor, event: LockedEvent, terms: Terms, at: Date) {
    const { capacity, closesAt } = terms
    const fault = closesAt > terms.beginsAt ? timesFault(terms, at) : null
    if (fault) throw refusedTimes(fault)
    const { id, latestVersion } = event
    await tx.update(EventVersion, { eventId: id, version: latestVersion }, { capacity, closesAt })
    if (event.approvedVersion !== null && event.approvedVersion !== latestVersion)
      await tx.update(EventVersion, { eventId: id, version: event.approvedVersion }, { capacity })
    await audit(tx, actor, 'event.places_changed', { kind: 'event', id }, at, { version: latestVersion, capacity })
    await fillPlaces(tx, actor, { ...event, capacity }, at)
  }

  private async rewrite(
    tx: EntityManager,
    actor: AgentActor,
    event: LockedEvent,
    latest: EventVersion,
    terms: Terms,
    at: Date,
  ): Promise<void> {
    refuseTimes(terms, at)
    const { id, status } = event
    const refusal = rewriteRefusal(status, beginningsOf(event, terms), at)
    if (refusal) throw new Refused(refusal)
    const written = { ...terms, digest: digestOf(terms), writtenAt: at }
    // A draft that nobody was shown is written over; everything else stays as it was read.
    const isUnseen = status === 'draft' && latest.submittedAt === null
    const version = isUnseen ? latest.version : latest.version + 1
    if (isUnseen) await tx.update(EventVersion, { eventId: id, version }, written)
    else await tx.insert(EventVersion, { ...written, eventId: id, version })
    const beginsAt = event.approvedVersion === null ? { beginsAt: terms.beginsAt } : {}
    await tx.update(Event, { id }, { status: 'draft', latestVersion: version, ...beginsAt })
    await audit(tx, actor, 'event.edited', { kind: 'event', id }, at, { version })
  }
}

/** Somebody else's event is none. */
function ownOf(actor: Actor, event: LockedEvent | null): LockedEvent {
  if (event?.agentId == null || event.agentId !== actor.agentId) throw new Refused('event_not_found')
  return event
}

function refuseTimes(terms: Terms, now: Date): void {
  const fault = timesFault(terms, now)
  if (fault) throw refusedTimes(fault)
}

const refusedTimes = ([field, message]: [string, string]) => new Refused('invalid_request', [{ field, message }])

const isSame = (one: Terms, other: Terms): boolean =>
  digestOf(one) === digestOf(other) &&
  one.capacity === other.capacity &&
  one.closesAt.getTime() === other.closesAt.getTime()
