import type { RateView, SourcesView, StageCounts, TrendPoint } from '@quanke/shared/contracts/sources'
import { NO_SOURCE, SOURCE_STAGES, type SourceStage } from '@quanke/shared/domain/source'

const PERCENT = 100

export const percent = (value: number): string => `${Math.round(value * PERCENT)}%`

/** 「25%（12% 至 45%）」: a proportion never stands without its interval. */
export const rateWords = (rate: RateView | null): string =>
  rate === null ? '无从计算' : `${percent(rate.value)}（${percent(rate.low)} 至 ${percent(rate.high)}）`

export const SMALL = '人数还少，仅供参考'

/** What the board says in one sentence. */
export function boardSentence({ totals, whose }: Pick<SourcesView, 'totals' | 'whose'>): string {
  if (totals.came === 0) return '这段时间还没有朋友来到'
  const of = youOr(whose)
  const turned = totals.consented > 0 ? `其中 ${totals.consented} 位成为客户` : '还没有人成为客户'
  return `这段时间有 ${totals.came} 位朋友来到${of}这里，${turned}`
}

/** Whether figures are the reader's own, by whose the server says they are. */
export const isOwn = (whose: string): boolean => whose === '我'

/** Whose figures they are, said to the reader. */
export const youOr = (whose: string): string => (isOwn(whose) ? '您' : whose)

/** Whose table it is, in the name of a file; of one's own it goes without saying. */
export const ofWhom = (whose: string): string => (isOwn(whose) ? '' : `${whose} `)

const STEPS: SourceStage[] = ['opened', 'read', 'joined', 'consented', 'engaged', 'won']

/** What the steps show in one sentence: the furthest step that anybody reached. */
export function stepsSentence(counts: StageCounts): string {
  const furthest = STEPS.filter((stage) => counts[stage] > 0).at(-1)
  if (!furthest) return '来到的朋友会一步步出现在这里'
  return `走得最远的一步是${SOURCE_STAGES[furthest]}，有 ${counts[furthest]} 位`
}

/** What the trend shows in one sentence: the fullest point, if one is fuller than all others. */
export function trendSentence(trend: readonly TrendPoint[]): string {
  const most = Math.max(0, ...trend.map(({ counts }) => counts.came))
  if (most === 0) return '这段时间还没有朋友来到'
  const [fullest, ...others] = trend.filter(({ counts }) => counts.came === most)
  return others.length > 0
    ? `来到的朋友最多时有 ${most} 位，有 ${others.length + 1} 段时间一样多`
    : `${spanWords(fullest!)}来到的朋友最多，有 ${most} 位`
}

/** What the rates show in one sentence: whether the intervals tell the best apart from the rest. */
export function ratesSentence(rows: readonly { key: string; label: string; rate: RateView | null }[]): string {
  const rated = rows.flatMap(({ key, label, rate }) => (rate && key !== NO_SOURCE ? [{ label, rate }] : []))
  const best = [...rated].sort((a, b) => b.rate.value - a.rate.value || b.rate.low - a.rate.low)[0]
  if (!best || best.rate.value === 0) return '还看不出哪一项更容易带来客户'
  if (rated.length === 1) return `目前只有「${best.label}」一项，还没有别的可以比较`
  const isClear = rated.every((one) => one === best || one.rate.high < best.rate.low)
  return isClear
    ? `「${best.label}」带来客户的比例明显高于其他`
    : `「${best.label}」目前比例最高，但各项的合理范围有重叠，还不能断定`
}

/** 「11月3日」 or 「11月3日至9日」 of Beijing days. */
export function spanWords({ from, to }: { from: string; to: string }): string {
  if (from === to) return dayWords(from)
  return from.slice(0, 7) === to.slice(0, 7)
    ? `${dayWords(from)}至${Number(to.slice(8))}日`
    : `${dayWords(from)}至${dayWords(to)}`
}

export const dayWords = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

/** How long the middle half of the people took. */
export function spreadWords({ people, lower, upper }: { people: number; lower: number; upper: number }): string {
  if (people === 1) return '目前只有 1 位'
  if (upper < 1) return '多数人不到 1 天'
  if (lower === upper) return `中间一半的人用了 ${upper} 天左右`
  return lower < 1 ? `中间一半的人用了不到 1 天到 ${upper} 天` : `中间一半的人用了 ${lower} 天到 ${upper} 天`
}

/** How long half of the people took at most; of one alone, how long that one took. */
export function medianWords({ people, median }: { people: number; median: number }): string {
  if (people === 1) return daysWords(median)
  return median < 1 ? '半数不到 1 天' : `半数不超过 ${median} 天`
}

/** 「不到 1 天」 or 「3.5 天」. */
export const daysWords = (days: number): string => (days < 1 ? '不到 1 天' : `${days} 天`)

/** How long one person took. */
export const delayWords = (days: number): string => (days < 1 ? '来到不到 1 天就成为客户' : `来到后 ${days} 天成为客户`)
