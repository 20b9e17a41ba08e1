import { dayOfYear } from '@quanke/shared/domain/day-words'
import { go, routes } from '@/lib/routes'
import { Avatar } from '@/ui/Avatar'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Section } from '@/ui/Section'
import { useWilling } from './useAsks'

/** Clients who said yes when they were asked, as long as no card says it for them. */
export function WillingList() {
  const willing = useWilling()
  if (!willing.data || willing.data.length === 0) return null
  return (
    <>
      <Section title="愿意介绍的客户" />
      <Card list>
        {willing.data.map(({ clientId, name, saidYesOn }) => (
          <Cell
            key={clientId}
            id={`willing-${clientId}`}
            lead={<Avatar name={name} />}
            title={name}
            note={`${dayOfYear(saidYesOn)}表示愿意介绍`}
            onClick={() => go(routes.client({ id: clientId, part: 'requests' }))}
          />
        ))}
      </Card>
      <Section title="收到的推荐" />
    </>
  )
}
