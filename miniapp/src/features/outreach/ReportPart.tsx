import { View } from '@tarojs/components'
import type { ArmView, OutreachPlanView, OutreachReportView } from '@quanke/shared/contracts/outreach'
import type { Interval } from '@quanke/shared/domain/intervals'
import { ARMS, type Arm } from '@quanke/shared/domain/outreach'
import { go, routes } from '@/lib/routes'
import { dateOn } from '@/lib/time'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Loaded } from '@/ui/Loaded'
import { Notice } from '@/ui/Notice'
import { IntervalBar } from './IntervalBar'
import { useReport } from './useOutreach'

const percent = (share: number): string => `${Math.round(share * 100)}%`
const points = (share: number): string => `${share > 0 ? '+' : ''}${Math.round(share * 100)}`

/** What came of it: the sentence first, then each arm with its interval; every figure opens into its rows. */
export function ReportPart({ plan }: { plan: OutreachPlanView }) {
  const report = useReport(plan.id, true)
  return <Loaded query={report}>{(data) => <Report plan={plan} report={data} />}</Loaded>
}

function Report({ plan, report }: { plan: OutreachPlanView; report: OutreachReportView }) {
  const { treated, heldOut, lift } = report
  // 「figures：what they say」 in one sentence, as tables have it; what they say is what is read first here.
  const [figures, ...rest] = report.sentence.split('：')
  const said = rest.join('：')
  return (
    <>
      <Card>
        <View className="note">{`目标：${plan.outcomeLabel}`}</View>
        <View id="report-sentence">
          <View className="sentence gap-small">{said || figures}</View>
          {said !== '' && <View className="note gap-small">{figures}</View>}
        </View>
        {!report.isFinal && report.finalAt && report.status !== 'cancelled' && (
          <View className="note gap-small">{`${dateOn(report.finalAt)}起数字不再变化`}</View>
        )}
      </Card>
      <ArmCard plan={plan} arm="treated" view={treated} />
      <ArmCard plan={plan} arm="held_out" view={heldOut} />
      {lift && <LiftCard lift={lift} />}
      {report.needed && report.isSmall && (
        <Notice id="report-needed" tone="care">
          {report.needed}
        </Notice>
      )}
      {report.crossed > 0 && (
        <Notice tone="quiet">{`对照组中有 ${report.crossed} 位从别处打开了这次的卡片，仍按对照组计算。`}</Notice>
      )}
      {report.countedOnce > 0 && (
        <Notice id="report-once" tone="quiet">
          {`有 ${report.countedOnce} 位客户的两份档案后来合并，只按最早的分组计一次。`}
        </Notice>
      )}
      <Notice tone="quiet">每位客户都按最初的分组计算，不论后来是否触达到、由谁服务。</Notice>
    </>
  )
}

/** One arm as a share with its interval, and as the figures it is made of. */
function ArmCard({ plan, arm, view }: { plan: OutreachPlanView; arm: Arm; view: ArmView }) {
  const open = (show?: 'hit' | 'missed' | 'acted') => go(routes.outreachMembers({ id: plan.id, arm, show }))
  return (
    <>
      <Card>
        <View className="head">{`${ARMS[arm]}：${view.total} 位中 ${view.hits} 位`}</View>
        {view.rate && (
          <>
            <IntervalBar interval={view.rate} from={0} to={1} quiet={arm === 'held_out'} />
            <View className="note">{`${percent(view.rate.value)}，95% 区间 ${percent(view.rate.low)} 至 ${percent(view.rate.high)}`}</View>
          </>
        )}
      </Card>
      <Card list>
        <Cell id={`${arm}-all`} title="全部客户" value={`${view.total} 位`} onClick={() => open()} />
        {arm === 'treated' && (
          <Cell id={`${arm}-acted`} title="已触达" value={`${view.acted} 位`} onClick={() => open('acted')} />
        )}
        <Cell
          id={`${arm}-hit`}
          title={plan.outcomeLabel}
          note={hiddenWords(view.hidden.hits)}
          value={`${view.hits} 位`}
          onClick={() => open('hit')}
        />
        <Cell
          id={`${arm}-missed`}
          title="还没有"
          note={hiddenWords(view.hidden.missed)}
          value={`${view.total - view.hits} 位`}
          onClick={() => open('missed')}
        />
      </Card>
    </>
  )
}

const hiddenWords = (count: number): string | undefined =>
  count === 0 ? undefined : `其中 ${count} 位只计数，不显示是谁`

/** The difference on a line with zero in its middle: an interval that crosses it shows nothing yet. */
function LiftCard({ lift }: { lift: Interval }) {
  return (
    <Card>
      <View className="head">触达组比对照组</View>
      <IntervalBar interval={lift} from={-1} to={1} />
      <View className="note">{`${points(lift.value)} 个百分点，95% 区间 ${points(lift.low)} 至 ${points(lift.high)}；区间跨过中线，就还看不出差别`}</View>
    </Card>
  )
}
