import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import { AUDIENCES, REQUEST_CATEGORIES, REQUEST_OUTCOMES, URGENCIES } from '@quanke/shared/domain/referral-request'
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
