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

function noteOf({ kind, reach, plannerName, status, openCount, closesAt }: OutreachPlanRow): string {
  const what = reach === 'team' ? `${OUTREACH_KINDS[kind]}，${plannerName}为团队安排` : OUTREACH_KINDS[kind]
  if (status === 'running' && openCount > 0) return `${what}，还有 ${openCount} 位待触达`
  return closesAt === null ? what : `${what}，观察到${dateOn(closesAt)}`
}
