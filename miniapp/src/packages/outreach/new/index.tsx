import { useMe } from '@/features/me/useMe'
import { PlanForm } from '@/features/outreach/PlanForm'

/** A new plan, kept as a draft. */
export default function NewPlan() {
  const me = useMe()
  return <PlanForm isLeader={me.data?.can.lead ?? false} />
}
