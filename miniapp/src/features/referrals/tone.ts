import type { ReferralStatus } from '@quanke/shared/domain/referral'
import type { Tone } from '@/ui/Tag'

const TONES: Partial<Record<ReferralStatus, Tone>> = {
  offered: 'brand',
  opened: 'brand',
  consented: 'care',
  contacted: 'ok',
  met: 'ok',
  proposed: 'ok',
  won: 'honour',
}

/** Colour that supports the status word; a fresh consent asks to be looked at. */
export const referralTone = (status: ReferralStatus): Tone | undefined => TONES[status]
