import type { AudienceQuery, AudienceView } from '@quanke/shared/contracts/outreach'
import { Notice } from '@/ui/Notice'
import { useAudience } from './useOutreach'

/** How many clients fit at present, before anybody is drawn. */
export function AudienceNote({ query }: { query: AudienceQuery | null }) {
  const audience = useAudience(query)
  if (query === null) return null
  if (audience.error) return <Notice tone="stop">{audience.error.message}</Notice>
  if (!audience.data) return <Notice tone="quiet">正在计算人数</Notice>
  const tone = audience.data.count === 0 || audience.data.count > audience.data.most ? 'care' : 'ok'
  return (
    <Notice id="plan-audience" tone={tone}>
      {audienceWords(audience.data)}
    </Notice>
  )
}

function audienceWords({ count, withoutConsent, most }: AudienceView): string {
  const others = withoutConsent > 0 ? `；另有 ${withoutConsent} 位没有同意这类联系，不包含在内` : ''
  if (count === 0) return `目前没有符合条件的客户${others}`
  if (count > most) return `符合条件的客户超过 ${most} 位，请收窄条件`
  return `目前有 ${count} 位客户符合条件${others}`
}
