import Taro, { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { EventCell } from '@/features/events/EventCell'
import { useEvents } from '@/features/events/useEvents'
import { go, routes } from '@/lib/routes'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'

/** An agent's own events; for compliance, those that wait for a decision. */
export default function Hosted() {
  const isReview = useRouter().params.list === 'review'
  const list = useEvents(isReview ? 'review' : 'hosted')
  useEffect(() => {
    if (isReview) void Taro.setNavigationBarTitle({ title: '活动审核' })
  }, [isReview])
  const bar = isReview ? undefined : (
    <BottomBar>
      <Button id="events-new" onClick={() => go(routes.editEvent())}>
        新建活动
      </Button>
    </BottomBar>
  )
  const empty = isReview ? '等待审核的活动会出现在这里' : '您办的活动会出现在这里'
  return (
    <Page id="events-hosted-list" bar={bar}>
      <PagedList list={list} empty={<Empty text={empty} />}>
        {(event) => <EventCell key={event.id} event={event} />}
      </PagedList>
    </Page>
  )
}
