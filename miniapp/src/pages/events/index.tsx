import { useState } from 'react'
import { EventCell } from '@/features/events/EventCell'
import { useEvents } from '@/features/events/useEvents'
import { useMe } from '@/features/me/useMe'
import { go, goTab, routes, tabs } from '@/lib/routes'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'
import { Tabs } from '@/ui/Tabs'

const SCOPES = [
  { value: 'upcoming', label: '即将开始' },
  { value: 'mine', label: '我报名的' },
] as const

/** What is coming up for this person, and what one has registered for. */
export default function Events() {
  const [scope, setScope] = useState<'upcoming' | 'mine'>('upcoming')
  const list = useEvents(scope)
  const me = useMe()
  return (
    <Page id="events">
      {me.data?.agent && (
        <Card list>
          <Cell
            id="events-hosted"
            title="我办的活动"
            note="新建、送审、看谁报名"
            onClick={() => go(routes.hostedEvents())}
          />
        </Card>
      )}
      <Tabs id="events-scope" options={SCOPES} value={scope} onChange={setScope} />
      <PagedList
        list={list}
        empty={
          scope === 'mine' ? (
            <Empty text="您报名的活动会出现在这里" />
          ) : (
            <Empty
              text="您的代理人办的、朋友分享给您的活动会出现在这里"
              note="沙龙、讲座、亲子和健康活动，可以在这里报名和签到。"
            >
              <Button id="events-groups" kind="plain" small onClick={() => goTab(tabs.groups)}>
                先去圈子看看
              </Button>
            </Empty>
          )
        }
      >
        {(event) => <EventCell key={event.id} event={event} />}
      </PagedList>
    </Page>
  )
}
