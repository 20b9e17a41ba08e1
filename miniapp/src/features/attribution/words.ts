import type { AttributionRow, AttributionView, Credits } from '@quanke/shared/contracts/attribution'
import {
  ATTRIBUTION_MODELS,
  attributionModels,
  CREDIT_PER_OUTCOME,
  NO_SHARE,
  OTHER_ROWS,
  OUTCOME_KINDS,
  type AttributionModel,
} from '@quanke/shared/domain/attribution'
import { youOr } from '@/features/sources/words'

/** Credits as people count: 「1.5」; less than a twentieth is 0. */
export const creditWords = (credit: number): string => String(Math.round((credit / CREDIT_PER_OUTCOME) * 10) / 10)

/** Whether all models give as much, as far as it is shown. */
export const agree = (credits: Credits): boolean =>
  new Set(attributionModels.map((model) => creditWords(credits[model]))).size === 1

/** 「首次触达 1，末次触达 0」, and 「各种算法都记 1 次」 where they agree, as they do on a way of one share. */
export function creditsWords(credits: Credits): string {
  const words = attributionModels.map((model) => creditWords(credits[model]))
  if (agree(credits)) return `各种算法都记 ${words[0]} 次`
  return attributionModels.map((model, index) => `${ATTRIBUTION_MODELS[model].label} ${words[index]}`).join('，')
}

/** Whose and how many outcomes there are, and how many no share led to. */
export function outcomesSentence({ outcome, outcomes, withoutShare, whose }: AttributionView): string {
  const what = `「${OUTCOME_KINDS[outcome]}」`
  const of = youOr(whose)
  if (outcomes === 0) return `${of}这段时间还没有${what}`
  return withoutShare > 0
    ? `${of}这段时间有 ${outcomes} 次${what}，其中 ${withoutShare} 次没有经过分享`
    : `${of}这段时间有 ${outcomes} 次${what}，都经过了分享`
}

/** Whether the models agree on what matters most. */
export function modelsSentence(rows: readonly AttributionRow[]): string {
  const shared = rows.filter(({ key }) => key !== NO_SHARE.key && key !== OTHER_ROWS.key)
  const leaders = new Map<string, AttributionModel[]>()
  for (const model of attributionModels) {
    const best = leaderOf(shared, model)
    if (best) leaders.set(best, [...(leaders.get(best) ?? []), model])
  }
  const found = [...leaders]
  if (shared.length === 0) return '还没有分享带来的结果可以比较'
  if (found.length === 0) return '记得最多的几项一样多，还分不出先后'
  const [[label, models]] = found as [[string, AttributionModel[]]]
  if (models.length === attributionModels.length) return `各种算法都记给${label}最多，结论比较稳`
  if (found.length === 1) return `${namesOf(models)}记给${label}最多；别的算法还分不出先后`
  return `算法不同，第一名也不同：${found.map(([what, by]) => `${namesOf(by)}看重${what}`).join('；')}`
}

const namesOf = (models: readonly AttributionModel[]): string =>
  models.map((model) => ATTRIBUTION_MODELS[model].label).join('、')

/** The row to which a model gives most, as far as it is shown; null where two get as much. */
function leaderOf(rows: readonly AttributionRow[], model: AttributionModel): string | null {
  const shown = ({ credits }: AttributionRow): number => Number(creditWords(credits[model]))
  const [best, next] = [...rows].sort((a, b) => b.credits[model] - a.credits[model])
  return best && shown(best) > (next ? shown(next) : 0) ? best.label : null
}
