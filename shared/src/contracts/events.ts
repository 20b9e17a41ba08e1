import { IsIn, IsInt, Matches, Max, Min } from 'class-validator'
import {
  ATTENDANCE_MARKS,
  EVENT,
  EVENT_LISTS,
  eventAudiences,
  eventKinds,
  type AttendanceMark,
  type EventAudience,
  type EventKind,
  type EventList,
  type EventStage,
  type EventStatus,
  type RegistrationStatus,
} from '../domain/event'
import { limits } from '../domain/limits'
import { PageQuery } from './common'
import type { AgentCard } from './identity'
import { Clean, Instant, Key, Optional, ShareCode, Words } from './validators'

export class EventsQuery extends PageQuery {
  /** `hosted` is an agent's own, `team` what is held in a leader's subtree, `review` what waits for compliance. */
  @IsIn(EVENT_LISTS)
  list!: EventList
}

/** Everything that is said of an event. A change of it is approved again, but for the number of places and the end of registration. */
export class EditEvent {
  @Clean()
  @Words(1, limits.name)
  title!: string

  @IsIn(eventKinds)
  kind!: EventKind

  @Clean()
  @Words(1, limits.words)
  about!: string

  @Clean()
  @Words(1, limits.shortWords)
  place!: string

  @Instant()
  beginsAt!: string

  @Instant()
  endsAt!: string

  @Instant()
  closesAt!: string

  @IsInt()
  @Min(1)
  @Max(EVENT.placesMost)
  capacity!: number

  @IsIn(eventAudiences)
  audience!: EventAudience
}

export class DraftEvent extends EditEvent {
  /** Made by the client: the same key twice is the same event once. */
  @Key()
  key!: string
}

export class ApproveEvent {
  /** The version that was read: another one that came meanwhile is not approved by it. */
  @IsInt()
  @Min(1)
  @Max(100_000)
  version!: number
}

export class ReturnEvent extends ApproveEvent {
  @Clean()
  @Words(1, limits.reason)
  reason!: string
}

export class CancelEvent {
  @Clean()
  @Words(1, limits.reason)
  reason!: string
}

export class RegisterForEvent {
  /** The share through which the person is here now, if any. */
  @Optional()
  @ShareCode()
  shareCode?: string
}

export class MarkAttendance {
  @IsIn(Object.keys(ATTENDANCE_MARKS))
  mark!: AttendanceMark
}

export class CheckIn {
  /** As the host shows it at the door. */
  @Matches(/^\d{6}$/u, { message: '请填写 6 位签到码' })
  code!: string
}

export interface MyRegistration {
  status: RegistrationStatus
  /** By which the host finds somebody at the door whose name is nobody's business. */
  number: number
  /** How many wait, this one included, up to this one; null when it does not wait. */
  queuePlace: number | null
  /** A client has one place, whichever of the own WeChat accounts it was taken with: this tells that it was another one. */
  byOtherAccount: boolean
}

export interface EventCounts {
  confirmed: number
  waitlisted: number
  attended: number
  absent: number
}

export interface EventRow {
  id: string
  title: string
  kind: EventKind
  place: string
  beginsAt: string
  endsAt: string
  hostName: string
  capacity: number
  stage: EventStage
  seatsLeft: number
  registration: MyRegistration | null
  /** Where its latest version is; for its host and compliance, and for the leaders above as long as none was approved. */
  status: EventStatus | null
  /** For its host and the leaders above. */
  counts: EventCounts | null
}

export interface EventTerms {
  title: string
  kind: EventKind
  about: string
  place: string
  beginsAt: string
  endsAt: string
  closesAt: string
  capacity: number
  audience: EventAudience
}

export interface EventReview {
  version: number
  status: EventStatus
  returnedReason: string | null
  /** Whether another version is in force while this one is looked at. */
  isChange: boolean
  terms: EventTerms
}

export interface EventView extends EventRow {
  about: string
  closesAt: string
  audience: EventAudience
  host: AgentCard
  cancelledReason: string | null
  /** For its host and compliance: the latest version and where it is. */
  review: EventReview | null
  /** `register` also gets a place on the waitlist, as `stage` says; `consentFirst` as for groups. */
  can: {
    register: boolean
    consentFirst: boolean
    cancelRegistration: boolean
    checkIn: boolean
    share: boolean
    edit: boolean
    submit: boolean
    approve: boolean
    cancel: boolean
    takeAttendance: boolean
  }
}

/** Somebody on the host's list: by name when it is the host's own client, else by number alone. */
export interface RegistrationRow {
  id: string
  number: number
  status: RegistrationStatus
  name: string | null
  clientId: string | null
  registeredAt: string
  attendedAt: string | null
  /** Whether the person checked in with the code. */
  isSelfCheckIn: boolean
  can: { mark: boolean }
}

export interface CheckInCodeView {
  code: string
  /** When another one follows. */
  until: string
}
