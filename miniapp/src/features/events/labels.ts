import type { EventCounts, EventRow, MyRegistration } from '@quanke/shared/contracts/events'
import {
  EVENT_AUDIENCES,
  EVENT_KINDS,
  EVENT_STAGES,
  EVENT_STATUSES,
  eventAudiences,
  eventKinds,
  REGISTRATION_STATUSES,
  type EventStage,
  type RegistrationStatus,
} from '@quanke/shared/domain/event'
import type { Tone } from '@/ui/Tag'

export const kindOptions = eventKinds.map((value) => ({ value, label: EVENT_KINDS[value] }))
export const audienceOptions = eventAudiences.map((value) => ({
  value,
  label: value === 'clients' ? '仅限我的客户' : EVENT_AUDIENCES[value],
}))

const STAGE_TONES: Partial<Record<EventStage, Tone>> = { open: 'brand', waitlist: 'care', cancelled: 'stop' }
const REGISTRATION_TONES: Partial<Record<RegistrationStatus, Tone>> = {
  confirmed: 'ok',
  waitlisted: 'care',
  attended: 'ok',
}

/** One tag says how it stands: between host and compliance, then for the reader, then for everybody. */
export function standing({ stage, status, registration }: EventRow): { words: string; tone?: Tone } {
  if (stage === 'cancelled') return { words: EVENT_STAGES.cancelled, tone: 'stop' }
  if (status !== null && status !== 'approved')
    return { words: EVENT_STATUSES[status], tone: status === 'returned' ? 'care' : 'brand' }
  if (registration !== null && registration.status !== 'cancelled')
    return { words: REGISTRATION_STATUSES[registration.status], tone: REGISTRATION_TONES[registration.status] }
  return { words: EVENT_STAGES[stage], tone: STAGE_TONES[stage] }
}

export const registrationTone = (status: RegistrationStatus): Tone | undefined => REGISTRATION_TONES[status]

/** What the reader's own place is, in a sentence. */
export function registrationWords({ status, number, queuePlace, byOtherAccount }: MyRegistration): string | null {
  const how = byOtherAccount ? '用另一个微信号' : ''
  if (status === 'cancelled') return null
  if (status === 'waitlisted') return `您${how}在候补第 ${queuePlace ?? 1} 位，有名额会按顺序确认`
  if (status === 'attended') return `您已到场，报名号 ${number}`
  if (status === 'absent') return `主办人登记您未到场，报名号 ${number}；如有误请联系主办人`
  return `您已${how}报名，报名号 ${number}，到场时告诉主办人即可`
}

const placedOf = ({ confirmed, attended, absent }: EventCounts): number => confirmed + attended + absent

/** How many have a place, how many wait, and how many came; what is none is left out. */
export function countParts(counts: EventCounts): string[] {
  const { waitlisted, attended } = counts
  return [
    `${placedOf(counts)} 位已报名`,
    ...(waitlisted > 0 ? [`${waitlisted} 位候补`] : []),
    ...(attended > 0 ? [`${attended} 位已到场`] : []),
  ]
}

export const countWords = (counts: EventCounts): string => countParts(counts).join('，')

/** What became of registering; a client has one place, with whichever account. */
export function registeredWords({ registration }: Pick<EventRow, 'registration'>): string {
  if (registration?.byOtherAccount) return '您的另一个微信号已报名'
  return registration?.status === 'waitlisted' ? '已排队候补' : '已报名'
}

export function seatsWords({ stage, seatsLeft }: Pick<EventRow, 'stage' | 'seatsLeft'>): string {
  if (stage === 'open') return `还有 ${seatsLeft} 个名额`
  if (stage === 'waitlist') return '名额已满，可以排队候补'
  return EVENT_STAGES[stage]
}
