import type { RateView, StageCounts, TrendPoint } from '@quanke/shared/contracts/sources'
import { SOURCE_STAGES, sourceStages } from '@quanke/shared/domain/source'
import { shortCount } from '@/lib/count'
import { dayWords, spanWords } from '../words'
import type { ChartOption } from './engine'
import { FACE, palette } from './palette'

const TEXT = 12
const PERCENT = 100
/** Room for one bar, in CSS pixels of usual text. */
const BAR_ROOM = 34

export const label = (scale: number, color: string = palette.text) => ({
  color,
  fontSize: TEXT * scale,
  fontFamily: FACE,
})
export const still = { animation: false, textStyle: { fontFamily: FACE } } as const
export const quietLine = { axisLine: { show: false }, axisTick: { show: false } } as const

/** How tall a chart of so many bars is. */
export const barsHeight = (bars: number, scale: number): number => Math.ceil(bars * BAR_ROOM * scale) + 8

/** People by how far they came: one bar for each step, the number at its end. */
export function stepsOption(counts: StageCounts, scale: number): ChartOption {
  return {
    ...still,
    grid: { left: 4, right: 44 * scale, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: 'value', show: false, max: Math.max(1, counts.came) },
    yAxis: {
      type: 'category',
      inverse: true,
      data: sourceStages.map((stage) => SOURCE_STAGES[stage]),
      axisLabel: label(scale),
      ...quietLine,
    },
    series: [
      {
        type: 'bar',
        data: sourceStages.map((stage) => counts[stage]),
        barWidth: '56%',
        itemStyle: { color: palette.brand, borderRadius: 3 },
        label: {
          show: true,
          position: 'right',
          formatter: ({ value }) => shortCount(Number(value)),
          ...label(scale, palette.ink),
        },
      },
    ],
  }
}

/** People who came and people who became clients, along the period. */
export function trendOption(trend: readonly TrendPoint[], scale: number): ChartOption {
  const line = (name: string, color: string, key: 'came' | 'consented', dash: 'solid' | 'dashed') => ({
    type: 'line' as const,
    name,
    data: trend.map(({ counts }) => counts[key]),
    symbol: key === 'came' ? 'circle' : 'rect',
    symbolSize: 6,
    showSymbol: trend.length <= 16,
    lineStyle: { color, width: 2, type: dash },
    itemStyle: { color },
  })
  return {
    ...still,
    legend: { left: 0, top: 0, itemWidth: 22, textStyle: label(scale) },
    tooltip: {
      trigger: 'axis',
      confine: true,
      textStyle: label(scale, palette.ink),
      renderMode: 'richText',
      formatter: (points) => tipOf(trend, points as { dataIndex: number }[]),
    },
    grid: { left: 4, right: 12, top: 30 * scale, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: trend.map(({ from }) => dayWords(from)),
      axisLabel: { ...label(scale), hideOverlap: true },
      axisLine: { lineStyle: { color: palette.rule } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { ...label(scale), formatter: shortCount },
      splitLine: { lineStyle: { color: palette.line } },
      ...quietLine,
    },
    series: [line('来到', palette.brand, 'came', 'solid'), line('成为客户', palette.honour, 'consented', 'dashed')],
  }
}

function tipOf(trend: readonly TrendPoint[], points: { dataIndex: number }[]): string {
  const point = trend[points[0]?.dataIndex ?? -1]
  return point ? `${spanWords(point)}\n来到 ${point.counts.came} 位\n成为客户 ${point.counts.consented} 位` : ''
}

/** Proportions with their intervals: a bar, and a whisker from the lower to the upper bound. */
export function ratesOption(rows: readonly { label: string; rate: RateView | null }[], scale: number): ChartOption {
  const rated = rows.flatMap((row) => (row.rate ? [{ label: short(row.label, scale), rate: row.rate }] : []))
  const widest = Math.max(0, ...rated.map(({ rate }) => rate.high)) * PERCENT
  const end = ENDS.find((one) => one >= widest) ?? PERCENT
  return {
    ...still,
    grid: { left: 4, right: 20 * scale, top: 4, bottom: 4, containLabel: true },
    xAxis: {
      type: 'value',
      min: 0,
      max: end,
      interval: end / 2,
      axisLabel: { ...label(scale), formatter: '{value}%' },
      splitLine: { lineStyle: { color: palette.line } },
      ...quietLine,
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rated.map((row) => row.label),
      axisLabel: label(scale),
      ...quietLine,
    },
    series: [
      {
        type: 'bar',
        data: rated.map(({ rate }) => rate.value * PERCENT),
        barWidth: '46%',
        itemStyle: { color: palette.brand, opacity: 0.35, borderRadius: 3 },
      },
      {
        type: 'custom',
        data: rated.map(({ rate }, index) => [rate.low * PERCENT, rate.high * PERCENT, index]),
        encode: { x: [0, 1], y: 2 },
        z: 3,
        renderItem: (_, api) =>
          whisker(api.coord([api.value(0), api.value(2)]), api.coord([api.value(1), api.value(2)])),
      },
    ],
  }
}

/** A line with a foot at each end. */
function whisker([low = 0, y = 0]: number[], [high = 0]: number[]) {
  const [foot, style] = [5, { stroke: palette.brand, lineWidth: 1.5 }]
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: 'line' as const,
    shape: { x1, y1, x2, y2 },
    style,
  })
  return {
    type: 'group' as const,
    children: [line(low, y, high, y), line(low, y - foot, low, y + foot), line(high, y - foot, high, y + foot)],
  }
}

/** Ends of an axis that have a round half. */
const ENDS = [10, 20, 40, 60, 80, PERCENT]

/** Large type leaves the same room to fewer characters. */
const LONGEST = 8

/** As much of a name as there is room for beside a drawing; the table below has all of it. */
export function short(text: string, scale: number): string {
  const [characters, most] = [Array.from(text), Math.floor(LONGEST / scale)]
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text
}
