import { promisedReward } from '@quanke/shared/domain/rewards'
import type { Refusal } from '@quanke/shared/domain/refusal'
import { holdsContact } from '@quanke/shared/domain/contact'

/** Why a campaign may not be called this, or null: a name is no place for somebody's number, and passing on has no reward. */
export function campaignNameRefusal(name: string): Refusal | null {
  if (holdsContact(name)) return 'phone_in_words'
  if (promisedReward(name)) return 'reward_forbidden'
  return null
}
