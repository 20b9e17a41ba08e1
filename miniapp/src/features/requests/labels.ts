import type { IntroductionView, RequestView } from '@quanke/shared/contracts/referral-requests'
import {
  AUDIENCES,
  INTRODUCTION_STATUSES,
  REQUEST_CATEGORIES,
  REQUEST_OUTCOMES,
  URGENCIES,
  type IntroductionStatus,
} from '@quanke/shared/domain/referral-request'
import type { Tone } from '@/ui/Tag'

const TONES: Partial<Record<RequestView['status'], Tone>> = { open: 'care', answered: 'brand', introduced: 'ok' }

export const statusTone = (status: RequestView['status']): Tone | undefined => TONES[status]

/** 「一周内 · 仅我的代理人可见」 */
export function circumstances({ urgency, audience, groupName }: RequestView): string {
  return `${URGENCIES[urgency]}，${groupName ? `「${groupName}」成员可见` : AUDIENCES[audience]}`
}

/** The options of a form from a labelled list of the domain. */
export function optionsOf<T extends string>(labels: Record<T, string>): { value: T; label: string }[] {
  return (Object.keys(labels) as T[]).map((value) => ({ value, label: labels[value] }))
}

export const categoryOptions = optionsOf(REQUEST_CATEGORIES)
export const urgencyOptions = optionsOf(URGENCIES)
export const audienceOptions = optionsOf(AUDIENCES)
export const outcomeOptions = optionsOf(REQUEST_OUTCOMES)

const INTRODUCTION_TONES: Partial<Record<IntroductionStatus, Tone>> = {
  client_agreed: 'brand',
  counterpart_agreed: 'brand',
  connected: 'ok',
}

export const introductionTone = (status: IntroductionStatus): Tone | undefined => INTRODUCTION_TONES[status]

/** How it stands; a provider stands ready, and only the client is waited for. */
export function introductionWords({ kind, status, isEndedWithRequest, can }: IntroductionView): string {
  if (isEndedWithRequest) return '求推荐已结束'
  if (status === 'counterpart_agreed')
    return can.accept ? (kind === 'provider' ? '待您确认' : '对方已同意，待您确认') : '待客户确认'
  if (status === 'client_agreed') return can.takeBack ? '客户已接受，待对方同意' : '已接受，待对方同意'
  return INTRODUCTION_STATUSES[status]
}

/** What a yes passes on, before it is said. */
export const PASSES: Record<NonNullable<RequestView['passes']>, string> = {
  phone: '双方都同意后，对方会看到您的称呼和手机号。',
  no_phone: '双方都同意后，对方会看到您的称呼。您还没有验证手机号，请主动联系对方。',
  no_consent: '您没有授权提供联系方式，对方不会看到您的手机号和姓名；双方都同意后，由您联系对方。',
}
