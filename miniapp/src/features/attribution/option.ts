import type { AttributionRow } from '@quanke/shared/contracts/attribution'
import { ATTRIBUTION_MODELS, attributionModels, CREDIT_PER_OUTCOME } from '@quanke/shared/domain/attribution'
import type { ChartOption } from '@/features/sources/chart/engine'
import { label, quietLine, short, still } from '@/features/sources/chart/options'
import { palette } from '@/features/sources/chart/palette'
import { shortCount } from '@/lib/count'

/** A shape and a colour for each model, so that neither is needed to tell them apart. */
const MARKS = [
  ['circle', palette.brand],
  ['rect', palette.honour],
  ['triangle', palette.ok],
  ['diamond', palette.care],
  ['emptyCircle', palette.ink],
  ['emptyRect', palette.faint],
] as const

const MARK = 7
const ROW_ROOM = 44
const LEGEND_ROOM = 56

export const modelsHeight = (rows: number, scale: number): number =>
  Math.ceil((rows * ROW_ROOM + LEGEND_ROOM + 24) * scale)

/** One line for each row, one mark for each model: marks that lie together agree. */
export function modelsOption(rows: readonly AttributionRow[], scale: number): ChartOption {
  return {
    ...still,
    legend: { left: 0, top: 0, itemWidth: 10, itemHeight: 10, itemGap: 8, textStyle: label(scale) },
    grid: { left: 4, right: 16, top: LEGEND_ROOM * scale, bottom: 4, containLabel: true },
    xAxis: {
      type: 'value',
      min: 0,
      axisLabel: { ...label(scale), formatter: shortCount, hideOverlap: true },
      splitNumber: 3,
      splitLine: { lineStyle: { color: palette.line } },
      ...quietLine,
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((row) => short(row.label, scale)),
      axisLabel: label(scale),
      splitLine: { show: true, lineStyle: { color: palette.line } },
      ...quietLine,
    },
    series: attributionModels.map((model, index) => {
      const [symbol, color] = MARKS[index % MARKS.length]!
      return {
        type: 'scatter' as const,
        name: ATTRIBUTION_MODELS[model].label,
        symbol,
        symbolSize: MARK,
        // Models that agree would hide each other on one point.
        symbolOffset: [0, (index - (attributionModels.length - 1) / 2) * (MARK - 2) * scale],
        itemStyle: { color, opacity: 0.9 },
        data: rows.map(({ credits }, row) => [credits[model] / CREDIT_PER_OUTCOME, row]),
      }
    }),
  }
}
