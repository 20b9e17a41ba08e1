import type { OutreachReportView, OutreachVerdict } from '@quanke/shared/contracts/outreach'
import { newcombe, wilson, type Count, type Interval } from '@quanke/shared/domain/intervals'

/** The difference by which samples are judged: ten points is what an agent would notice. */
const REFERENCE_DIFFERENCE = 0.1
/** (z of 2.5% + z of 20%)² = 7.85, rounded up: a power of 80% at 5%, as in Lehr's rule. */
const LEHR = 8

export interface ReportFacts {
  treated: Count
  heldOut: Count
  holdoutPercent: number
  isFinal: boolean
  isCancelled: boolean
  /** The Beijing day on which the figures stand, in words. */
  finalOn: string | null
}

export type Report = Pick<OutreachReportView, 'lift' | 'verdict' | 'sentence' | 'isSmall' | 'needed'> & {
  treatedRate: Interval | null
  heldOutRate: Interval | null
}

/** What a plan's counts say, and how surely. While windows are open nothing is concluded: whoever looks often enough finds something. */
export function reportOf(facts: ReportFacts): Report {
  const { treated, heldOut, holdoutPercent } = facts
  const lift = newcombe(treated, heldOut)
  const people = treated.total + heldOut.total
  const needed = clientsNeeded(pooledRate(treated, heldOut), holdoutPercent / 100)
  const isSmall = needed !== null && people < needed
  const verdict = verdictOf(facts, lift)
  return {
    treatedRate: wilson(treated),
    heldOutRate: wilson(heldOut),
    lift,
    verdict,
    isSmall,
    sentence: `${figures(treated, heldOut, lift)}${conclusion(facts, verdict, isSmall)}`,
    needed:
      needed === null
        ? null
        : `要看清 ${points(REFERENCE_DIFFERENCE)} 个百分点的差别，按经验公式大约需要 ${needed} 位客户，目前 ${people} 位`,
  }
}

/**
 * How many clients it takes to see `difference` with a power of 80% at the 5% level, of whom the share `heldOut` is kept untouched: Lehr's rule of
 * thumb (Statistics in Medicine 11, 1992, 1099-1102: 16·p(1−p)/d² in each of two equal groups) for groups of unequal size, 8·p(1−p)/(d²·h(1−h)) in
 * all. Null when nobody is held out.
 */
export function clientsNeeded(rate: number, heldOut: number, difference = REFERENCE_DIFFERENCE): number | null {
  if (heldOut <= 0 || heldOut >= 1) return null
  return Math.ceil((LEHR * rate * (1 - rate)) / (difference ** 2 * heldOut * (1 - heldOut)))
}

/** The rate of both arms together, drawn a little to the middle, so that nobody at all among few does not look like certainty. */
const pooledRate = (a: Count, b: Count): number => (a.hits + b.hits + 2) / (a.total + b.total + 4)

function verdictOf({ isFinal, isCancelled }: ReportFacts, lift: Interval | null): OutreachVerdict {
  if (lift === null || isCancelled) return 'none'
  if (!isFinal) return 'open'
  if (lift.low > 0) return 'higher'
  return lift.high < 0 ? 'lower' : 'unclear'
}

function figures(treated: Count, heldOut: Count, lift: Interval | null): string {
  const counts = `触达组 ${treated.hits}/${treated.total}，对照组 ${heldOut.hits}/${heldOut.total}`
  if (lift === null) return counts
  return `${counts}，差 ${signed(lift.value)} 个百分点，95% 区间 ${signed(lift.low)} 至 ${signed(lift.high)}`
}

function conclusion({ isCancelled, finalOn }: ReportFacts, verdict: OutreachVerdict, isSmall: boolean): string {
  if (isCancelled) return '：计划已取消，不作结论'
  if (verdict === 'none') return '：没有对照组，看不出触达带来了多少'
  if (verdict === 'open') return finalOn === null ? '' : `：观察还没有结束，${finalOn}后再看结论`
  if (verdict === 'unclear') return isSmall ? '：人数还少，看不出差别' : '：看不出差别'
  const difference = verdict === 'higher' ? '触达组更高' : '触达组更低'
  return isSmall ? `：${difference}，但人数还少，请谨慎看待` : `：${difference}`
}

const points = (share: number): number => Math.round(share * 100)

function signed(share: number): string {
  const rounded = points(share)
  return rounded > 0 ? `+${rounded}` : String(rounded === 0 ? 0 : rounded)
}
