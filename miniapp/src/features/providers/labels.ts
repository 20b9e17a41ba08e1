import type { ProviderView } from '@quanke/shared/contracts/providers'
import { PROVIDER_STATUSES } from '@quanke/shared/domain/provider'
import { dateOn } from '@/lib/time'
import type { Tone } from '@/ui/Tag'

/** How a provider stands, in a word; what needs a look comes first. */
export function standing({ status, isValid, isDue, renewUntil }: ProviderView): { words: string; tone?: Tone } {
  if (status !== 'listed') return { words: PROVIDER_STATUSES[status], tone: status === 'proposed' ? 'care' : undefined }
  if (renewUntil) return { words: '续期待审核', tone: 'care' }
  if (!isValid) return { words: '资质已过期', tone: 'care' }
  return isDue ? { words: '待复核', tone: 'care' } : { words: '有效', tone: 'ok' }
}

export const vouchedWords = ({ vouchedBy, vouches, validUntil }: ProviderView): string => {
  const others = vouches.length > 1 ? `等 ${vouches.length} 位代理人` : ''
  return `${vouchedBy}${others}核验，有效至${dateOn(validUntil)}`
}
