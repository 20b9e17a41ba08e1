import { View } from '@tarojs/components'
import { useMemo, useState } from 'react'
import type { SourcesView } from '@quanke/shared/contracts/sources'
import {
  ASSISTS,
  SOURCE_DIMENSIONS,
  SOURCE_STAGES,
  sourceStages,
  type SourceDimension,
} from '@quanke/shared/domain/source'
import { textScale } from '@/lib/device'
import { go, routes } from '@/lib/routes'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Figure } from '@/ui/Figure'
import { Notice } from '@/ui/Notice'
import { Section } from '@/ui/Section'
import { Tabs } from '@/ui/Tabs'
import { Chart } from './chart/Chart'
import { ExportTable } from './ExportSheet'
import { barsHeight, ratesOption, stepsOption, trendOption } from './chart/options'
import { tablePath, type Asked } from './sources.api'
import {
  boardSentence,
  isOwn,
  medianWords,
  ofWhom,
  percent,
  ratesSentence,
  rateWords,
  SMALL,
  spanWords,
  spreadWords,
  stepsSentence,
  trendSentence,
} from './words'

interface BoardScreenProps {
  board: SourcesView
  asked: Asked
  /** By what the reader wants them counted; the board may still be the one before. */
  chosen: SourceDimension
  onDimension: (by: SourceDimension) => void
}

type PartProps = Pick<BoardScreenProps, 'board' | 'asked'>

/** Where people came from and how far they came; every figure opens into the people behind it. */
export function BoardScreen({ board, asked, chosen, onDimension }: BoardScreenProps) {
  const { totals, rate, isSmall, whose } = board
  // The own shares and labels are none of a colleague's figures.
  const isOfAColleague = asked.agentId !== undefined && !isOwn(whose)
  return (
    <>
      <Card>
        <View className="figures">
          <Figure
            id="sources-came"
            value={totals.came}
            unit="位"
            label="来到的朋友"
            onClick={() => go(routes.sourcePeople({ ...asked }))}
          />
          <Figure
            id="sources-consented"
            value={totals.consented}
            unit="位"
            label="成为客户"
            onClick={() => go(routes.sourcePeople({ ...asked, stage: 'consented' }))}
          />
          <Figure id="sources-rate" value={rate ? percent(rate.value) : '—'} label="经分享来到后成为客户" />
        </View>
        <View className="note gap" id="sources-sentence">
          {`${boardSentence(board)}。${rate ? `经分享来到的朋友中，成为客户的比例大约在 ${percent(rate.low)} 至 ${percent(rate.high)} 之间。` : ''}`}
        </View>
        {isSmall && totals.came > 0 && <View className="note gap-small">{SMALL}</View>}
      </Card>
      {totals.came > 0 && (
        <>
          <Rows board={board} asked={asked} chosen={chosen} onDimension={onDimension} />
          <Steps board={board} asked={asked} />
          <Trend board={board} asked={asked} />
        </>
      )}
      <Assists board={board} asked={asked} />
      <Section title="再看深一点" />
      <Card list>
        <Cell
          id="sources-carriers"
          title="谁在带动"
          note="谁的转发引来更多人，谁的话更多人愿意读"
          onClick={() => go(routes.carriers({ ...asked }))}
        />
        <Cell
          id="sources-attribution"
          title="归因对比"
          note="同一批结果，六种算法并排看"
          onClick={() => go(routes.attribution({ agentId: asked.agentId }))}
        />
        {isOwn(whose) && (
          <Cell
            id="sources-referrals"
            title="转介绍关系图"
            note="谁推荐了谁"
            onClick={() => go(routes.referralTree())}
          />
        )}
        {!isOfAColleague && (
          <>
            <Cell
              id="sources-shares"
              title="我每次分享的路径"
              note="谁又转给了谁"
              onClick={() => go(routes.shares())}
            />
            <Cell
              id="sources-labels"
              title="群聊与批次"
              note="给您的群聊起名字，改名或结束您的活动批次"
              onClick={() => go(routes.labels())}
            />
          </>
        )}
        <ExportTable
          id="sources-export"
          path={tablePath({ ...asked, by: board.by })}
          name={`来源看板 ${ofWhom(board.whose)}${SOURCE_DIMENSIONS[board.by]} ${board.from} 至 ${board.to}`}
        />
      </Card>
    </>
  )
}

function Steps({ board: { totals }, asked }: PartProps) {
  const scale = textScale()
  const option = useMemo(() => stepsOption(totals, scale), [totals, scale])
  return (
    <>
      <Section title="走到哪一步" />
      <Card>
        <Chart
          id="chart-steps"
          height={barsHeight(sourceStages.length, scale)}
          option={option}
          sentence={`${stepsSentence(totals)}。每一步分别计人数，不要求逐步经过。`}
        />
      </Card>
      <Card list>
        {sourceStages.map((stage) => (
          <Cell
            key={stage}
            id={`step-${stage}`}
            title={SOURCE_STAGES[stage]}
            value={`${totals[stage]} 位，${percent(totals[stage] / Math.max(1, totals.came))}`}
            onClick={totals[stage] > 0 ? () => go(routes.sourcePeople({ ...asked, stage })) : undefined}
          />
        ))}
      </Card>
    </>
  )
}

const MOST_BARS = 8

function Rows({ board, asked, chosen, onDimension }: BoardScreenProps) {
  const { by, rows } = board
  const scale = textScale()
  const options = Object.entries(SOURCE_DIMENSIONS)
    .filter(([value]) => value !== 'agent' || board.agents.length > 0)
    .map(([value, label]) => ({ value: value as SourceDimension, label }))
  const bars = useMemo(() => rows.filter(({ rate, key }) => rate && key !== 'rest').slice(0, MOST_BARS), [rows])
  const option = useMemo(() => ratesOption(bars, scale), [bars, scale])
  return (
    <>
      <Section title="从哪里来" />
      <Tabs id="sources-by" options={options} value={chosen} onChange={onDimension} />
      {bars.length > 0 && (
        <Card>
          <Chart
            id="chart-rates"
            height={barsHeight(bars.length, scale) + 24 * scale}
            option={option}
            sentence={`${ratesSentence(bars)}。长条是来到后成为客户的比例，细线是它的合理范围（95% 区间）。`}
          />
        </Card>
      )}
      <Card list>
        {rows.map(({ key, label, counts, rate }) => (
          <Cell
            key={key}
            id={`source-${key.replace(':', '-')}`}
            title={label}
            note={
              <>
                <View>{`${counts.came} 位来到，${counts.consented} 位成为客户`}</View>
                {rate && <View>{`比例 ${rateWords(rate)}`}</View>}
              </>
            }
            onClick={() => go(routes.sourcePeople({ ...asked, by, row: key, title: label }))}
          />
        ))}
      </Card>
    </>
  )
}

function Trend({ board, asked }: PartProps) {
  const { trend, toConsent } = board
  const [isTable, setTable] = useState(false)
  const scale = textScale()
  const option = useMemo(() => trendOption(trend, scale), [trend, scale])
  const agentId = asked.agentId
  return (
    <>
      <Section title={trend.length > 0 && trend.at(-1)?.from === trend.at(-1)?.to ? '每天来到' : '每周来到'} />
      <Card>
        <Chart
          id="chart-trend"
          height={Math.ceil(200 * scale)}
          option={option}
          sentence={`${trendSentence(trend)}。`}
        />
        <Button id="trend-table" kind="text" small onClick={() => setTable(!isTable)}>
          {isTable ? '收起表格' : '查看表格'}
        </Button>
      </Card>
      {isTable && (
        <Card list>
          {[...trend].reverse().map((point) => (
            <Cell
              key={point.from}
              className="trend-row"
              title={spanWords(point)}
              note={`${point.counts.came} 位来到，${point.counts.consented} 位成为客户`}
              onClick={
                point.counts.came > 0
                  ? () => go(routes.sourcePeople({ from: point.from, to: point.to, agentId }))
                  : undefined
              }
            />
          ))}
        </Card>
      )}
      {toConsent && (
        <Card list>
          <Cell
            id="sources-delay"
            title="从打开到成为客户"
            note={spreadWords(toConsent)}
            value={medianWords(toConsent)}
            onClick={() => go(routes.sourcePeople({ ...asked, stage: 'consented' }))}
          />
        </Card>
      )}
    </>
  )
}

function Assists({ board: { assists, whose }, asked }: PartProps) {
  return (
    <>
      <Section title="互相助攻" />
      <Card list>
        {(['given', 'received'] as const).map((side) => (
          <Cell
            key={side}
            id={`assists-${side}`}
            title={ASSISTS[side](whose)}
            value={`${assists[side]} 位`}
            onClick={assists[side] > 0 ? () => go(routes.sourcePeople({ ...asked, side })) : undefined}
          />
        ))}
      </Card>
      <Notice tone="quiet">助攻不改变归属。访客和其他代理人的客户不显示身份。</Notice>
    </>
  )
}
