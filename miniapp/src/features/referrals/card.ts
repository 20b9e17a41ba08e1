import type { GivenReferralView } from '@quanke/shared/contracts/referrals'

/** The WeChat card of a referral. */
export function cardOf({ share }: GivenReferralView) {
  return { title: share.title, path: share.path }
}
