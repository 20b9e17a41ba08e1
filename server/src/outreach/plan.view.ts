import type { OutreachPlanRow, OutreachPlanView } from '@quanke/shared/contracts/outreach'
import { PROVENANCE_KINDS } from '@quanke/shared/domain/client'
import { PURPOSES } from '@quanke/shared/domain/consent'
import {
  EVENT_OUTCOMES,
  LEFT_IN_PEACE,
  OUTREACH_OUTCOMES,
  OUTREACH_REACHES,
  RECENCIES,
} from '@quanke/shared/domain/outreach'
import { commitmentOf } from './assignment'
import { isCancellable, statusNow } from './plan.rules'
import type { PlanLine, TodoCounts } from './plan.queries'

const isTrue = (value: unknown): boolean => Number(value) === 1

export function planRow(
  plan: PlanLine,
  todo: TodoCounts | undefined,
  { agentId, now }: { agentId: string; now: Date },
): OutreachPlanRow {
  return {
    id: plan.id,
    kind: plan.kind,
    title: plan.title,
    status: statusNow(plan, now),
    reach: plan.teamId === null ? 'own' : 'team',
    plannerName: plan.plannerName,
    isOwn: plan.agentId === agentId,
    startedAt: plan.startedAt?.toISOString() ?? null,
    closesAt: plan.closesAt?.toISOString() ?? null,
    openCount: todo?.open ?? 0,
  }
}

export function planView(
  plan: PlanLine,
  todo: TodoCounts | undefined,
  { agentId, wouldDraw, now }: { agentId: string; wouldDraw: number | null; now: Date },
): OutreachPlanView {
  const row = planRow(plan, todo, { agentId, now })
  const isOver = row.status === 'finished' || row.status === 'cancelled'
  return {
    ...row,
    words: plan.words,
    content: plan.contentId === null ? null : { id: plan.contentId, title: plan.contentTitle ?? '' },
    event: plan.eventId === null ? null : { id: plan.eventId, title: plan.eventTitle ?? '' },
    careWay: plan.careWay,
    audience: audienceWords(plan),
    holdoutPercent: plan.holdoutPercent,
    windowDays: plan.windowDays,
    drawsLater: isTrue(plan.drawsLater),
    outcome: plan.outcome,
    outcomeLabel: outcomeWords(plan),
    doneCount: todo?.done ?? 0,
    leftAloneCount: todo?.leftAlone ?? 0,
    wouldDraw,
    proof: { commitment: commitmentOf(plan.seed), seed: isOver ? plan.seed.toString('hex') : null },
    can: {
      start: row.isOwn && row.status === 'draft' && wouldDraw !== null,
      cancel: row.isOwn && isCancellable(row.status),
    },
  }
}

/** The audience as a reader reads it, one sentence for each condition. */
function audienceWords({ teamId, source, groupId, groupName, recency, outcome }: PlanLine): string[] {
  return [
    OUTREACH_REACHES[teamId === null ? 'own' : 'team'],
    ...(source === null ? [] : [`来源：${PROVENANCE_KINDS[source]}`]),
    ...(groupId === null ? [] : [`圈子：${groupName ?? ''}`]),
    ...(recency === null ? [] : [RECENCIES[recency]]),
    ...(outcome === 'referred' ? [LEFT_IN_PEACE] : []),
  ]
}

type Aim = Pick<PlanLine, 'outcome' | 'outcomePurpose' | 'eventTitle'>

export function outcomeWords({ outcome, outcomePurpose, eventTitle }: Aim): string {
  const label = OUTREACH_OUTCOMES[outcome]
  if (outcomePurpose !== null) return `${label}：${PURPOSES[outcomePurpose]}`
  return eventTitle !== null && EVENT_OUTCOMES.includes(outcome) ? `${label}「${eventTitle}」` : label
}
