import type { Refusal } from '@quanke/shared/domain/refusal'

/** A repeated login code gives the same session for this long; WeChat's codes live as long. */
export const REPLAY_MINUTES = 5
export const SESSION_DAYS = 30

/** What a failed exchange of a login code means for the person. */
export function signInRefusal(failure: { errcode?: number; isPassing: boolean }): Refusal {
  if (failure.errcode === 40163) return 'login_code_used'
  if (failure.errcode === 40226) return 'login_blocked'
  if (failure.errcode === 40029) return 'login_code_invalid'
  return 'wechat_unavailable'
}
