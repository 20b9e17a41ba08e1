import type { GivenReferralView } from '@quanke/shared/contracts/referrals'
import { recordShared } from '@/features/shares/useShares'

/** The WeChat card of a referral; asking for it counts as passing it on. */
export function cardOf({ share }: GivenReferralView) {
  recordShared(share)
  return { title: share.title, path: share.path }
}
