import { View } from '@tarojs/components'
import type { OutreachPlanView } from '@quanke/shared/contracts/outreach'
import { CARE_WAYS, OUTREACH_KINDS, OUTREACH_STATUSES } from '@quanke/shared/domain/outreach'
import { go, routes } from '@/lib/routes'
import { dateOn, moment } from '@/lib/time'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Notice } from '@/ui/Notice'
import { Tag } from '@/ui/Tag'
import { statusTone } from './labels'
import './outreach.scss'

/** What a plan is called, what it does, and how it stands. */
export function PlanHead({ plan }: { plan: OutreachPlanView }) {
  return (
    <Card>
      <View className="tags">
        <View className="head">{plan.title}</View>
        <Tag tone={statusTone(plan.status)}>{OUTREACH_STATUSES[plan.status]}</Tag>
      </View>
      <View className="note gap-small">{stateWords(plan)}</View>
      {plan.words !== '' && <View className="words gap-small">{plan.words}</View>}
    </Card>
  )
}

function stateWords({ status, closesAt, startedAt, wouldDraw }: OutreachPlanView): string {
  if (status === 'draft') return `还没有开始，目前符合条件 ${wouldDraw ?? 0} 位`
  if (status === 'cancelled') return '已取消，不作结论'
  if (closesAt === null || startedAt === null) return ''
  return `${moment(startedAt)} 开始，观察到${dateOn(closesAt)}`
}

/** Everything that was fixed with the plan, and the proof that nobody chose who is in which group. */
export function PlanAbout({ plan }: { plan: OutreachPlanView }) {
  return (
    <>
      <Card list>
        <Cell title="做什么" value={whatOf(plan)} />
        {plan.content && (
          <Cell
            id="plan-content"
            title="文章"
            note={plan.content.title}
            onClick={() => go(routes.article({ id: plan.content!.id }))}
          />
        )}
        {plan.event && (
          <Cell
            id="plan-event"
            title="活动"
            note={plan.event.title}
            onClick={() => go(routes.event({ id: plan.event!.id }))}
          />
        )}
        <Cell title="客户范围" note={plan.audience.join('；')} />
        <Cell title="看什么结果" note={plan.outcomeLabel} />
        <Cell title="每位客户观察" value={`${plan.windowDays} 天`} />
        <Cell title="留作对照" value={plan.holdoutPercent === 0 ? '不留' : `${plan.holdoutPercent}%`} />
        <Cell title="以后符合条件的客户" value={plan.drawsLater ? '也加入' : '不加入'} />
        <Cell title="安排人" value={plan.plannerName} />
      </Card>
      <Card>
        <View className="head">随机分组的凭证</View>
        <View className="note gap-small">
          分组由计划保存时生成的随机种子决定，先公布种子的摘要，结束后公布种子，任何人都可以重算核对。
        </View>
        <View className="proof gap-small">{`摘要 ${plan.proof.commitment}`}</View>
        {plan.proof.seed && <View className="proof gap-small">{`种子 ${plan.proof.seed}`}</View>}
      </Card>
      <Notice tone="quiet">对照组的客户照常可以自己浏览内容、联系您；只是观察期内请不要主动触达。</Notice>
    </>
  )
}

function whatOf({ kind, careWay }: OutreachPlanView): string {
  return careWay === null ? OUTREACH_KINDS[kind] : `${OUTREACH_KINDS[kind]}：${CARE_WAYS[careWay]}`
}
