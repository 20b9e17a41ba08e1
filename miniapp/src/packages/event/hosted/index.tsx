import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { EventCell } from '@/features/events/EventCell'
import { useEvents } from '@/features/events/useEvents'
import { useMe } from '@/features/me/useMe'
import { go, routes } from '@/lib/routes'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'
import { Tabs } from '@/ui/Tabs'

const SCOPES = [
  { value: 'hosted', label: '我的' },
  { value: 'team', label: '团队' },
] as const
type Scope = (typeof SCOPES)[number]['value']

const TITLES = { hosted: '我办的活动', team: '团队的活动', review: '活动审核' }
const EMPTY = {
  hosted: '您办的活动会出现在这里',
  team: '团队里的代理人办的活动会出现在这里',
  review: '等待审核的活动会出现在这里',
}

/** An agent's own events, and for leaders those of the team; for compliance, those that wait for a decision. */
export default function Hosted() {
  const isReview = useRouter().params.list === 'review'
  const [scope, setScope] = useState<Scope>('hosted')
  const shown = isReview ? 'review' : scope
  const list = useEvents(shown)
  const me = useMe()
  useEffect(() => {
    void Taro.setNavigationBarTitle({ title: TITLES[shown] })
  }, [shown])
  const bar =
    shown === 'hosted' ? (
      <BottomBar>
        <Button id="events-new" onClick={() => go(routes.editEvent())}>
          新建活动
        </Button>
      </BottomBar>
    ) : undefined
  return (
    <Page id="events-hosted-list" bar={bar}>
      {!isReview && me.data?.can.lead && <Tabs id="hosted-scope" options={SCOPES} value={scope} onChange={setScope} />}
      <PagedList list={list} empty={<Empty text={EMPTY[shown]} />}>
        {(event) => <EventCell key={event.id} event={event} counts={isReview ? null : event.counts} />}
      </PagedList>
    </Page>
  )
}
