import { EVENT, REGISTRATION_MOVES, type AttendanceMark, type RegistrationStatus } from '@quanke/shared/domain/event'
import { canMove } from '@quanke/shared/domain/moves'
import type { Refusal } from '@quanke/shared/domain/refusal'

const HOUR_MS = 3_600_000

export interface DoorFacts {
  isCancelled: boolean
  beginsAt: Date
  endsAt: Date
  /** The end of the Beijing day after the event: what is marked by then stands. */
  marksUntil: Date
  now: Date
}

const doorsOpenAt = (beginsAt: Date): Date => new Date(beginsAt.getTime() - EVENT.doorsHours * HOUR_MS)

/** Why attendance cannot be marked at this moment, or null. */
export function markTimeRefusal({ isCancelled, beginsAt, marksUntil, now }: DoorFacts): Refusal | null {
  if (isCancelled) return 'event_cancelled'
  if (now < doorsOpenAt(beginsAt)) return 'attendance_not_yet'
  return now >= marksUntil ? 'attendance_closed' : null
}

/** Why this mark cannot be set on this registration, or null. The same mark twice is the mark once, and never gets here. */
export function markRefusal(facts: DoorFacts, status: RegistrationStatus, mark: AttendanceMark): Refusal | null {
  const atThisTime = markTimeRefusal(facts)
  if (atThisTime) return atThisTime
  const hasPlace = status !== 'waitlisted' && status !== 'cancelled'
  return hasPlace && canMove(REGISTRATION_MOVES, status, mark) ? null : 'registration_state_wrong'
}

/** Why the doors are not open for checking in, or null: from an hour before the beginning to the end. */
export function doorsRefusal({ isCancelled, beginsAt, endsAt, now }: DoorFacts): Refusal | null {
  if (isCancelled) return 'event_cancelled'
  return now >= doorsOpenAt(beginsAt) && now < endsAt ? null : 'check_in_not_now'
}

/** Why this person cannot check in, or null. Whoever was marked absent by mistake still can. After too many wrong codes the right one does not help. */
export function checkInRefusal(
  facts: DoorFacts,
  status: RegistrationStatus | null,
  { isCodeRight, wrongCodes }: { isCodeRight: boolean; wrongCodes: number },
): Refusal | null {
  if (status === null || status === 'cancelled') return 'registration_not_found'
  const atThisTime = doorsRefusal(facts)
  if (atThisTime) return atThisTime
  if (!canMove(REGISTRATION_MOVES, status, 'attended')) return 'registration_state_wrong'
  if (wrongCodes >= EVENT.codeTries) return 'check_in_tries_over'
  return isCodeRight ? null : 'check_in_code_wrong'
}
