import type { RateView, SourcesView } from '@quanke/shared/contracts/sources'
import { SOURCE_DIMENSIONS, SOURCE_STAGES, sourceStages } from '@quanke/shared/domain/source'
import type { CsvFile } from '../core/csv'

/** The rows of a board as a table, the totals last: the same figures and names as on the screen. */
export function sourceTable({ by, from, to, whose, rows, totals, rate }: SourcesView): CsvFile {
  const line = (label: string, counts: SourcesView['totals'], share: RateView | null) => [
    label,
    ...sourceStages.map((stage) => counts[stage]),
    ...(share === null ? ['', '', ''] : [share.value, share.low, share.high].map(percent)),
  ]
  return {
    name: `来源看板 ${whose} 按${SOURCE_DIMENSIONS[by]} ${from} 至 ${to}`,
    header: [
      SOURCE_DIMENSIONS[by],
      ...sourceStages.map((stage) => SOURCE_STAGES[stage]),
      '经分享来到后成为客户',
      '95% 区间下限',
      '95% 区间上限',
    ],
    rows: [...rows.map((row) => line(row.label, row.counts, row.rate)), line('合计', totals, rate)],
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`
