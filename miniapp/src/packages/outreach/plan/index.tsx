import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { OutreachPlanView } from '@quanke/shared/contracts/outreach'
import { PlanAbout, PlanHead } from '@/features/outreach/PlanScreen'
import { ReportPart } from '@/features/outreach/ReportPart'
import { TodoPart } from '@/features/outreach/TodoPart'
import { useCancel, usePlan, useStart } from '@/features/outreach/useOutreach'
import { sure } from '@/lib/tell'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Loaded } from '@/ui/Loaded'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { Tabs } from '@/ui/Tabs'

type Part = 'open' | 'done' | 'report' | 'about'

/** One plan: a draft to start, then what to do, what was done, and what came of it. */
export default function Plan() {
  const { id = '' } = useRouter().params
  const plan = usePlan(id)
  useFreshOnShow(plan)
  useRefresh(plan.refetch)
  return (
    <Page id="outreach-plan" bar={plan.data?.can.start ? <StartBar plan={plan.data} /> : undefined}>
      <Loaded query={plan}>
        {(data) => (
          <>
            <PlanHead plan={data} />
            {data.status === 'draft' ? <PlanAbout plan={data} /> : <Parts plan={data} />}
            {data.can.cancel && <Cancel plan={data} />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Parts({ plan }: { plan: OutreachPlanView }) {
  const [part, setPart] = useState<Part>(plan.status === 'running' ? 'open' : 'report')
  const options = [
    { value: 'open' as const, label: '待办' },
    { value: 'done' as const, label: '已触达' },
    { value: 'report' as const, label: '效果' },
    { value: 'about' as const, label: '说明' },
  ]
  return (
    <>
      <Tabs id="plan-part" options={options} value={part} onChange={setPart} />
      {(part === 'open' || part === 'done') && <TodoPart key={part} plan={plan} state={part} />}
      {part === 'report' && <ReportPart plan={plan} />}
      {part === 'about' && <PlanAbout plan={plan} />}
    </>
  )
}

function StartBar({ plan }: { plan: OutreachPlanView }) {
  const start = useStart(plan.id)
  const ask = async (): Promise<void> => {
    const words = `开始后随机分组，不能再改。${plan.holdoutPercent}% 左右的客户留作对照，观察期内不要主动触达。`
    if (await sure(plan.holdoutPercent > 0 ? words : '开始后客户名单固定，不能再改。', '开始')) start.run(undefined)
  }
  return (
    <BottomBar error={start.barError()} note={plan.wouldDraw === 0 ? '目前没有符合条件的客户' : undefined}>
      <Button id="plan-start" busy={start.isBusy} onClick={() => void ask()}>
        开始
      </Button>
    </BottomBar>
  )
}

function Cancel({ plan }: { plan: OutreachPlanView }) {
  const cancel = useCancel(plan.id)
  const ask = async (): Promise<void> => {
    if (await sure('取消后不再触达，也不作结论，不能恢复。', '取消计划')) cancel.run(undefined)
  }
  return (
    <>
      {cancel.error && <Notice tone="stop">{cancel.error.message}</Notice>}
      <Button id="plan-cancel" kind="text" busy={cancel.isBusy} onClick={() => void ask()}>
        取消这个计划
      </Button>
    </>
  )
}
