import type { AttributionView, Credits } from '@quanke/shared/contracts/attribution'
import {
  ATTRIBUTION_DIMENSIONS,
  ATTRIBUTION_MODELS,
  attributionModels,
  CREDIT_PER_OUTCOME,
  OUTCOME_KINDS,
} from '@quanke/shared/domain/attribution'
import type { CsvFile } from '../core/csv'

const DIGITS = 6

/** All models side by side, exact to the last digit: under every model the rows add up to the outcomes, which stand last. */
export function attributionTable({ outcome, dimension, from, to, rows, outcomes }: AttributionView): CsvFile {
  const totals = Object.fromEntries(
    attributionModels.map((model) => [model, rows.reduce((sum, { credits }) => sum + credits[model], 0)]),
  ) as Credits
  const line = (label: string, passed: number | string, credits: Credits) => [
    label,
    passed,
    ...attributionModels.map((model) => (credits[model] / CREDIT_PER_OUTCOME).toFixed(DIGITS)),
  ]
  return {
    name: `归因对比 ${OUTCOME_KINDS[outcome]} 按${ATTRIBUTION_DIMENSIONS[dimension]} ${from} 至 ${to}`,
    header: [
      ATTRIBUTION_DIMENSIONS[dimension],
      '经过次数',
      ...attributionModels.map((model) => ATTRIBUTION_MODELS[model].label),
    ],
    rows: [...rows.map((row) => line(row.label, row.outcomes, row.credits)), line('合计', outcomes, totals)],
  }
}
