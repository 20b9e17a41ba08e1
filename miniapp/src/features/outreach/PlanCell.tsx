import type { OutreachPlanRow } from '@quanke/shared/contracts/outreach'
import { OUTREACH_KINDS, OUTREACH_STATUSES } from '@quanke/shared/domain/outreach'
import { go, routes } from '@/lib/routes'
import { dateOn } from '@/lib/time'
import { Cell } from '@/ui/Cell'
import { Tag } from '@/ui/Tag'
import { statusTone } from './labels'

/** A plan in the list: what it is called, what it does, and what still waits. */
export function PlanCell({ plan }: { plan: OutreachPlanRow }) {
  return (
    <Cell
      id={`plan-${plan.id}`}
      title={plan.title}
      note={noteOf(plan)}
      value={<Tag tone={statusTone(plan.status)}>{OUTREACH_STATUSES[plan.status]}</Tag>}
      onClick={() => go(routes.outreachPlan({ id: plan.id }))}
    />
  )
}

function noteOf({ status, openCount, closesAt, ...plan }: OutreachPlanRow): string {
  const what = whatOf(plan)
  if (status === 'running' && openCount > 0) return `${what}，还有 ${openCount} 位待触达`
  return closesAt === null ? what : `${what}，观察到${dateOn(closesAt)}`
}

/** What it does, and whose it is where it is not the reader's alone. */
function whatOf({
  kind,
  reach,
  plannerName,
  isOwn,
}: Pick<OutreachPlanRow, 'kind' | 'reach' | 'plannerName' | 'isOwn'>) {
  if (reach === 'team') return `${OUTREACH_KINDS[kind]}，${plannerName}为团队安排`
  return isOwn ? OUTREACH_KINDS[kind] : `${plannerName}的计划，${OUTREACH_KINDS[kind]}`
}
