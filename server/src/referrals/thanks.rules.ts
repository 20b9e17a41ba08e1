import type { ReferralStatus } from '@quanke/shared/domain/referral'
import type { ThanksOccasion } from './referral-thanks.entity'

/** What an agent may send as it is. Nothing of the friend's business is in it (domain rules, section 8). */
export function suggestedThanks(occasion: ThanksOccasion, referrerName: string): string {
  return occasion === 'consent'
    ? `${referrerName}，谢谢您把我介绍给朋友。这份信任我会放在心上，也会用同样的耐心去对待。`
    : `${referrerName}，您当初介绍的朋友，这件事已经有了着落。谢谢您的信任，有什么需要我的，随时说。`
}

const SINCE_CONSENT: readonly ReferralStatus[] = ['consented', 'contacted', 'met', 'proposed', 'won', 'lost']
const OUTCOMES: readonly ReferralStatus[] = ['won', 'lost']

/** Which thanks are due at this status, when these were sent already. */
export function thanksDue(status: ReferralStatus, sent: readonly ThanksOccasion[]): ThanksOccasion[] {
  const due: ThanksOccasion[] = []
  if (SINCE_CONSENT.includes(status)) due.push('consent')
  if (OUTCOMES.includes(status)) due.push('outcome')
  return due.filter((occasion) => !sent.includes(occasion))
}
