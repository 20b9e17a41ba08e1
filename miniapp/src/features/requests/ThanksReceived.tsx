import { REQUEST_CATEGORIES } from '@quanke/shared/domain/referral-request'
import { go, routes } from '@/lib/routes'
import { ago } from '@/lib/time'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Section } from '@/ui/Section'
import { useThanksReceived } from './useRequests'

const MOST = 3

/** What clients said to whoever introduced, of the last weeks. There is nothing to do about it, so it takes no room where there is none. */
export function ThanksReceived({ enabled = true }: { enabled?: boolean }) {
  const { data } = useThanksReceived(enabled)
  if (!data || data.items.length === 0) return null
  return (
    <>
      <Section title="收到的感谢" />
      <Card list id="thanks-received">
        {data.items.slice(0, MOST).map(({ introductionId, requestId, category, from, words, at }) => (
          <Cell
            key={introductionId}
            id={`thanks-received-${introductionId}`}
            title={words}
            note={`${from}，${REQUEST_CATEGORIES[category]}，${ago(at)}`}
            onClick={() => go(routes.request({ id: requestId }))}
          />
        ))}
      </Card>
    </>
  )
}
