import type { PlanOutreach } from '@quanke/shared/contracts/outreach'
import {
  EVENT_OUTCOMES,
  OUTREACH,
  OUTREACH_PURPOSE,
  type Arm,
  type OutreachStatus,
} from '@quanke/shared/domain/outreach'
import type { Refusal } from '@quanke/shared/domain/refusal'
import type { FieldError } from '../core/refused'
import type { OutreachPlan } from './outreach-plan.entity'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms)

/** What is missing in a plan of its kind, or does not go together; null when it is whole. */
export function planFault(plan: PlanOutreach): FieldError | null {
  if (plan.kind === 'content' && plan.contentId === undefined) return { field: 'contentId', message: '请选择文章' }
  if (plan.kind === 'event' && !plan.words && plan.eventId === undefined)
    return { field: 'words', message: '请写明活动的时间和地点' }
  if (plan.kind === 'care' && plan.careWay === undefined) return { field: 'careWay', message: '请选择关怀方式' }
  if (plan.outcome === 'read' && plan.kind !== 'content')
    return { field: 'outcome', message: '只有分享文章的计划才能以读完为目标' }
  if (plan.eventId !== undefined && plan.kind !== 'event' && !EVENT_OUTCOMES.includes(plan.outcome))
    return { field: 'eventId', message: '只有邀请参加活动，或以报名、到场为目标的计划才能指定活动' }
  if (plan.outcome !== 'consented') return null
  if (plan.outcomePurpose === undefined) return { field: 'outcomePurpose', message: '请选择哪一项授权' }
  return plan.outcomePurpose === OUTREACH_PURPOSE[plan.kind]
    ? { field: 'outcomePurpose', message: '这类计划的客户都已同意这项授权，请另选一项' }
    : null
}

/** An event as a plan looks at it. */
export interface PlannedEvent {
  isApproved: boolean
  isCancelled: boolean
  beginsAt: Date
  endsAt: Date
  closesAt: Date
}

/** Why a plan that starts now cannot be about this event, or null: out of scope looks like nothing, and what cannot happen is not measured. */
export function plannedEventRefusal(
  event: PlannedEvent | null,
  { outcome, windowDays }: Pick<OutreachPlan, 'outcome' | 'windowDays'>,
  now: Date,
): Refusal | null {
  if (!event?.isApproved) return 'event_not_found'
  if (event.isCancelled) return 'event_cancelled'
  if (event.endsAt <= now) return 'event_over'
  if (outcome === 'registered' && event.closesAt <= now) return 'registration_closed'
  return outcome === 'attended' && event.beginsAt >= observedUntil(now, windowDays) ? 'outreach_event_late' : null
}

/** The instants of a plan that starts now: until when later clients are drawn, and when the last window closes. */
export function datesOf(
  { windowDays, drawsLater }: Pick<OutreachPlan, 'windowDays' | 'drawsLater'>,
  startedAt: Date,
): { drawsUntil: Date | null; closesAt: Date } {
  const oneWindow = after(startedAt, windowDays * DAY_MS)
  return drawsLater
    ? { drawsUntil: oneWindow, closesAt: after(oneWindow, windowDays * DAY_MS) }
    : { drawsUntil: null, closesAt: oneWindow }
}

/** Every client is observed for the same time, whenever drawn. */
export const observedUntil = (drawnAt: Date, windowDays: number): Date => after(drawnAt, windowDays * DAY_MS)

/** When the figures stand: what phones send later than this no longer counts. */
export const finalAt = (closesAt: Date): Date => after(closesAt, OUTREACH.graceHours * HOUR_MS)

/** The status as it is at this moment. */
export function statusNow({ status, closesAt }: Pick<OutreachPlan, 'status' | 'closesAt'>, now: Date): OutreachStatus {
  if (status !== 'running' || closesAt === null || now < closesAt) return status
  return now < finalAt(closesAt) ? 'settling' : 'finished'
}

/** Why this agent may not draw from that team's book, or null: whoever planned it may lead it no more. Null is the planner's own book. */
export const drawRefusal = (teamPath: string | null, leadsPath: string | null): Refusal | null =>
  teamPath === null || (leadsPath !== null && teamPath.startsWith(leadsPath)) ? null : 'not_allowed'

/** Why a plan cannot be started, or null; one that runs already is simply shown. */
export function startRefusal(status: OutreachStatus, audience: number): Refusal | null {
  if (status !== 'draft') return 'outreach_state_wrong'
  if (audience === 0) return 'outreach_audience_empty'
  return audience > OUTREACH.audienceMost ? 'outreach_audience_large' : null
}

export const isCancellable = (status: OutreachStatus): boolean => status === 'draft' || status === 'running'

export interface ActFacts {
  arm: Arm
  status: OutreachStatus
  /** The window in which this client is observed is open. */
  isObserved: boolean
  /** The consent that this kind of plan needs is in force. */
  isConsented: boolean
  /** Another running plan keeps this client untouched by the same article, or this one did before, as a record that was merged since. */
  isHeldOutElsewhere: boolean
  /** The plan would ask for recommendations, and this client is not to be asked any more since the draw. */
  isLeftAlone: boolean
}

/** Why this client may not be approached by this plan now, or null. */
export function actRefusal(facts: ActFacts): Refusal | null {
  if (facts.status === 'cancelled' || facts.status === 'draft') return 'outreach_state_wrong'
  if (!facts.isObserved) return 'outreach_over'
  if (facts.arm === 'held_out' || facts.isHeldOutElsewhere) return 'outreach_held_out'
  if (!facts.isConsented) return 'outreach_not_consented'
  return facts.isLeftAlone ? 'outreach_left_alone' : null
}

/** Why this agent cannot take a done mark back, or null: it is the word of whoever set it, for a while. */
export function undoRefusal(
  { doneAt, doneByAgentId }: { doneAt: Date; doneByAgentId: string | null },
  agentId: string,
  now: Date,
): Refusal | null {
  if (doneByAgentId !== agentId) return 'not_allowed'
  return now.getTime() - doneAt.getTime() > OUTREACH.undoHours * HOUR_MS ? 'outreach_undo_late' : null
}
