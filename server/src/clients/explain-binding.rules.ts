import { BINDING_TABLES, type BindingVersion, type RowState } from '@quanke/shared/domain/binding'
import type { BindingRule } from '@quanke/shared/domain/client'
import { fullDay } from '@quanke/shared/domain/day-words'
import {
  DECISIONS,
  factsOf,
  firstProtectedTouch,
  protectedUntil,
  type BindingFacts,
  type BindingInputs,
} from './binding.rules'

/** What the explanation needs besides the stored facts: words for ids and days, as they are called now. */
export interface Wording {
  agentName: (agentId: string) => string
  /** The Beijing day of an instant as YYYY-MM-DD. */
  dayOf: (at: Date) => string
  /** The time of that day as HH:MM. */
  clockOf: (at: Date) => string
}

export interface ExplainedRow {
  letter: string
  rule: BindingRule
  condition: string
  outcome: string
  state: RowState
  /** Why it applied or did not; null for rows that were not looked at. */
  reason: string | null
}

export interface Explanation {
  sentence: string
  rows: ExplainedRow[]
  inputs: { label: string; value: string }[]
}

/** Why a person was bound as the stored decision says: each row of the table up to the one that applied, with its reason (domain rules, section 3). */
export function explainDecision(inputs: BindingInputs, version: BindingVersion, wording: Wording): Explanation {
  const facts = factsOf(inputs)
  const applied = DECISIONS[version].findIndex((row) => row.decide(facts) !== null)
  const rows = BINDING_TABLES[version].map((row, index): ExplainedRow => {
    if (index > applied) return { ...row, state: 'not_reached', reason: null }
    if (index === applied) return { ...row, state: 'applied', reason: BECAUSE[row.rule](facts, wording) }
    return { ...row, state: 'not_met', reason: WHY_NOT[row.rule](facts, inputs, wording) }
  })
  const { letter, outcome, reason } = rows[applied]!
  return {
    sentence: `依据规则 ${letter}：${reason}，${outcome}`,
    rows,
    inputs: inputLines(facts, inputs, wording),
  }
}

/** The day on which the protection ends; with the hour where the consent was on that very day, since then it is the hour that decides. */
const untilWords = (until: Date, now: Date, { dayOf, clockOf }: Wording): string =>
  dayOf(until) === dayOf(now) ? `${fullDay(dayOf(until))} ${clockOf(until)}` : fullDay(dayOf(until))

type TableRule = (typeof BINDING_TABLES)[BindingVersion][number]['rule']

const BECAUSE: Record<TableRule, (facts: BindingFacts, wording: Wording) => string> = {
  bound_account: () => '同意服务时，此微信账号已绑定这份档案',
  verified_phone: () => '微信验证的手机号只与这份档案一致',
  referral: ({ referral }, { agentName }) => `经客户转介绍而来，推荐的代理人是${agentName(referral!.agentId)}`,
  first_touch: (facts, wording) => {
    const { agentName, dayOf } = wording
    const { agentId, at } = firstProtectedTouch(facts)!
    const until = untilWords(protectedUntil(at, facts.protectionDays), facts.now, wording)
    return `${fullDay(dayOf(at))}首次打开${agentName(agentId)}的分享，保护期 ${facts.protectionDays} 天，到${until}为止`
  },
  unassigned: () => '前面各条都不符合',
}

const WHY_NOT: Record<TableRule, (facts: BindingFacts, inputs: BindingInputs, wording: Wording) => string> = {
  bound_account: () => '此微信账号当时没有绑定任何档案',
  verified_phone: ({ phoneRecordIds }, { hasPhone }) => {
    if (!hasPhone) return '当时没有微信验证的手机号'
    if (phoneRecordIds.length > 1) return '有不止一份档案使用这个手机号，不能凭手机号认定'
    return '没有档案使用这个手机号'
  },
  referral: () => '不是通过推荐卡而来',
  first_touch: ({ touches, protectionDays, now }, _, wording) => {
    const { agentName, dayOf } = wording
    const last = touches.at(-1)
    if (!last) return '没有打开过在职代理人的分享'
    const until = untilWords(protectedUntil(last.at, protectionDays), now, wording)
    return `${fullDay(dayOf(last.at))}打开过${agentName(last.agentId)}的分享，保护期到${until}为止，已经过期`
  },
  unassigned: () => '',
}

function inputLines(
  facts: BindingFacts,
  { hasPhone }: BindingInputs,
  { agentName, dayOf, clockOf }: Wording,
): Explanation['inputs'] {
  const { boundRecordId, phoneRecordIds, referral, touches, now, protectionDays } = facts
  const phone = !hasPhone
    ? '没有'
    : phoneRecordIds.length === 0
      ? '有，没有档案使用'
      : `有，${phoneRecordIds.length > 1 ? '不止一份' : '一份'}档案使用`
  return [
    { label: '同意服务', value: `${fullDay(dayOf(now))} ${clockOf(now)}` },
    { label: '账号已绑定的档案', value: boundRecordId === null ? '没有' : '有' },
    { label: '微信验证的手机号', value: phone },
    { label: '转介绍', value: referral ? `有，推荐的代理人是${agentName(referral.agentId)}` : '没有' },
    ...(touches.length === 0
      ? [{ label: '打开过的分享', value: '没有' }]
      : touches.map(({ agentId, at }) => ({
          label: '打开过的分享',
          value: `${fullDay(dayOf(at))}，${agentName(agentId)}的分享`,
        }))),
    { label: '保护期', value: `${protectionDays} 天` },
  ]
}
