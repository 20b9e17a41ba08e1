import { PlanCell } from '@/features/outreach/PlanCell'
import { usePlans } from '@/features/outreach/useOutreach'
import { go, routes } from '@/lib/routes'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'

/** What is planned with many clients at once, latest first. */
export default function Plans() {
  const list = usePlans()
  const bar = (
    <BottomBar>
      <Button id="plan-new" onClick={() => go(routes.outreachNew())}>
        新建计划
      </Button>
    </BottomBar>
  )
  return (
    <Page id="outreach" bar={bar}>
      <PagedList
        list={list}
        empty={
          <Empty
            text="触达计划会出现在这里"
            note="选一批客户，分享文章、邀请参加活动或送上关怀；随机留出一部分作对照，就知道有没有用"
          />
        }
      >
        {(plan) => <PlanCell key={plan.id} plan={plan} />}
      </PagedList>
    </Page>
  )
}
