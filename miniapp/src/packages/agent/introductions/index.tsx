import type { IntroductionCardView } from '@quanke/shared/contracts/referral-requests'
import { REQUEST_CATEGORIES } from '@quanke/shared/domain/referral-request'
import { useCards } from '@/features/requests/useCard'
import { go, routes } from '@/lib/routes'
import { dateOn } from '@/lib/time'
import { Cell } from '@/ui/Cell'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'
import { Tag } from '@/ui/Tag'

/** Where colleagues introduced this agent; each is the agent's own to answer. */
export default function Introductions() {
  const list = useCards()
  return (
    <Page id="introductions">
      <PagedList list={list} empty={<Empty drawing="people" text="同事把您引荐给客户时，会出现在这里" />}>
        {(card) => (
          <Cell
            key={card.code}
            id={`card-${card.code}`}
            title={REQUEST_CATEGORIES[card.category]}
            note={`${card.introducedBy || '同事'} ${dateOn(card.offeredAt)}引荐`}
            value={<Standing card={card} />}
            onClick={() => go(routes.introductionCard({ code: card.code }))}
          />
        )}
      </PagedList>
    </Page>
  )
}

/** Whether the other side has said yes too is what an agent who agreed waits for. */
function Standing({ card: { state, status } }: { card: IntroductionCardView }) {
  if (state === 'yours' && status === 'connected') return <Tag tone="ok">双方已同意</Tag>
  return <Tag tone={state === 'waiting' ? 'care' : undefined}>{STATES[state]}</Tag>
}

const STATES = { waiting: '待您确认', yours: '已同意，待对方', own: '待回答', closed: '已结束' }
