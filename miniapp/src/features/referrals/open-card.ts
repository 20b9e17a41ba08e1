import type { ReferralInvitationView } from '@quanke/shared/contracts/referrals'
import { discardOf, record } from '@/features/engagement/engagements'
import { AppError } from '@/lib/http'
import { forgetArrival } from '@/lib/launch'
import { openInvitation } from './referrals.api'
import { ticketAtHand, withProof } from './private-message'

/** Of these the server keeps nothing, and neither does the phone. */
const LEAVES_NOTHING = ['referral_own', 'referral_by_agent', 'referral_loop', 'referral_private']

/** Opens a card: with the proof of a private message, if the app was entered by one. */
export async function openCard(code: string): Promise<ReferralInvitationView> {
  let isProved = false
  try {
    const view = await withProof((proof) => {
      isProved = proof !== undefined
      return openInvitation(code, proof)
    })
    if (view.refusal && LEAVES_NOTHING.includes(view.refusal.code)) forgetCard(code)
    // The arrival waited for this: by a private message the server notes it itself.
    else if (ticketAtHand() !== undefined && !isProved) record({ kind: 'arrived', subject: 'app', shareCode: code })
    return view
  } catch (failure) {
    if (failure instanceof AppError && failure.code === 'referral_private') forgetCard(code)
    throw failure
  }
}

function forgetCard(code: string): void {
  discardOf(code)
  forgetArrival(code)
}
