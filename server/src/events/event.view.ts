import type { EventCounts, EventReview, EventRow, EventView, MyRegistration } from '@quanke/shared/contracts/events'
import { PLACED, type EventStatus } from '@quanke/shared/domain/event'
import type { DataSource, EntityManager } from 'typeorm'
import { hasConsented } from '../consents/consent.queries'
import type { Actor } from '../core/actor'
import { Refused } from '../core/refused'
import { agentCard } from '../organization/agent.queries'
import { doorsRefusal, markTimeRefusal } from './attendance.rules'
import { doorFacts } from './doors'
import { beginningsOf, termsView } from './event-terms'
import { eventLine, eventVersion, isServedBy, type EventLine } from './event.queries'
import {
  cancelRefusal,
  decisionRefusal,
  editRefusal,
  isRegistered,
  leaveRefusal,
  registerRefusal,
  stageOf,
  submitRefusal,
} from './event.rules'

type Db = DataSource | EntityManager

const seesReview = (actor: Actor, { agentId }: EventLine): boolean =>
  actor.agentId === agentId || actor.staffRole === 'compliance'

const stageNow = (line: EventLine, now: Date) =>
  stageOf({
    isApproved: line.approvedVersion !== null,
    isCancelled: line.status === 'cancelled',
    endsAt: line.endsAt,
    closesAt: line.closesAt,
    capacity: line.capacity,
    placed: Number(line.placed),
    waiting: Number(line.waiting),
    now,
  })

function registrationOf(line: EventLine, { accountId }: Actor): MyRegistration | null {
  const { registrationStatus, registrationAccountId, number, queuePlace } = line
  if (registrationStatus === null || number === null) return null
  const isWaiting = registrationStatus === 'waitlisted'
  return {
    status: registrationStatus,
    number,
    queuePlace: isWaiting ? Number(queuePlace) : null,
    byOtherAccount: registrationAccountId !== accountId,
  }
}

/** Leaders read what is held in their subtree, once it was handed in (domain rules, section 10). */
const isLedBy = ({ leadsPath }: Actor, { hostTeamPath, isHandedIn }: EventLine): boolean =>
  leadsPath !== null && hostTeamPath.startsWith(leadsPath) && Number(isHandedIn) === 1

function countsOf(line: EventLine): EventCounts {
  const [placed, attended, absent] = [Number(line.placed), Number(line.attended), Number(line.absent)]
  return { confirmed: placed - attended - absent, waitlisted: Number(line.waiting), attended, absent }
}

/** A leader is told of the way to approval as long as nothing is in force, and not of changes that are worked on. */
function statusFor(actor: Actor, line: EventLine): EventStatus | null {
  if (seesReview(actor, line)) return line.status
  return isLedBy(actor, line) && line.approvedVersion === null ? line.status : null
}

export const eventRow = (line: EventLine, actor: Actor, now: Date): EventRow => ({
  id: line.id,
  title: line.title,
  kind: line.kind,
  place: line.place,
  beginsAt: line.beginsAt.toISOString(),
  endsAt: line.endsAt.toISOString(),
  hostName: line.hostName,
  capacity: line.capacity,
  stage: stageNow(line, now),
  seatsLeft: Math.max(0, line.capacity - Number(line.placed)),
  registration: registrationOf(line, actor),
  status: statusFor(actor, line),
  counts: actor.agentId === line.agentId || isLedBy(actor, line) ? countsOf(line) : null,
})

/** The event as this person may see it. What was never approved is there for its host, the leaders above and compliance alone. */
export async function eventView(db: Db, actor: Actor, eventId: string, now: Date): Promise<EventView> {
  const line = await eventLine(db, actor.accountId, eventId)
  const isPublic = line?.approvedVersion != null
  if (!line || !(isPublic || seesReview(actor, line) || isLedBy(actor, line))) throw new Refused('event_not_found')
  const host = await agentCard(db, line.agentId)
  if (!host) throw new Refused('event_not_found')
  const hasService = await hasConsented(db, actor.accountId, 'use_service')
  const isHostsClient = await isServedBy(db, actor.recordId, line.agentId)
  const review = seesReview(actor, line) ? await reviewOf(db, line) : null
  const latestBeginsAt = review === null ? line.beginsAt : new Date(review.terms.beginsAt)
  return {
    ...eventRow(line, actor, now),
    about: line.about,
    closesAt: line.closesAt.toISOString(),
    audience: line.audience,
    host,
    cancelledReason: line.cancelledReason,
    review,
    can: canOf(line, actor, { hasService, isHostsClient, latestBeginsAt, now }),
  }
}

async function reviewOf(db: Db, { id, latestVersion, status, approvedVersion }: EventLine): Promise<EventReview> {
  const latest = await eventVersion(db, id, latestVersion)
  return {
    version: latestVersion,
    status,
    returnedReason: latest.returnedReason,
    isChange: approvedVersion !== null && approvedVersion !== latestVersion,
    terms: termsView(latest),
  }
}

function canOf(
  line: EventLine,
  actor: Actor,
  about: { hasService: boolean; isHostsClient: boolean; latestBeginsAt: Date; now: Date },
): EventView['can'] {
  const { hasService, isHostsClient, latestBeginsAt, now } = about
  const { status, registrationStatus, beginsAt, endsAt, audience, latestVersion } = line
  const isHost = actor.agentId === line.agentId
  const isCompliance = actor.staffRole === 'compliance'
  const stage = stageNow(line, now)
  const doors = doorFacts({ isCancelled: status === 'cancelled', beginsAt, endsAt }, now)
  const isPublic = line.approvedVersion !== null
  // A missing consent does not take the button away: registering is where it is asked for.
  const facts = { stage, isHost, audience, isHostsClient, hasConsented: true }
  const register = !isRegistered(registrationStatus) && registerRefusal(facts) === null
  const decision = {
    status,
    latestVersion,
    readVersion: latestVersion,
    hostAgentId: line.agentId,
    officerAgentId: actor.agentId,
  }
  return {
    register,
    consentFirst: register && !hasService,
    cancelRegistration: status !== 'cancelled' && leaveRefusal(registrationStatus, beginsAt, now) === null,
    // Too many wrong codes do not take the button away: behind it is said what to do then.
    checkIn:
      isPublic &&
      registrationStatus !== 'attended' &&
      registrationStatus !== null &&
      PLACED.includes(registrationStatus) &&
      doorsRefusal(doors) === null,
    share: isPublic && stage !== 'over' && stage !== 'cancelled',
    edit: isHost && editRefusal(status, endsAt, now) === null,
    submit: isHost && submitRefusal(status, beginningsOf(line, { beginsAt: latestBeginsAt }), now) === null,
    approve: isCompliance && decisionRefusal(decision, 'approved') === null,
    cancel: (isHost || isCompliance) && cancelRefusal(status, endsAt, now) === null,
    takeAttendance: isHost && isPublic && markTimeRefusal(doors) === null,
  }
}
