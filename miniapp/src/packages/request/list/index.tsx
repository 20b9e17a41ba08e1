import { NobodyToAsk } from '@/features/requests/NobodyToAsk'
import { RequestCell } from '@/features/requests/RequestCell'
import { ThanksReceived } from '@/features/requests/ThanksReceived'
import { useMyRequests } from '@/features/requests/useRequests'
import { useMe } from '@/features/me/useMe'
import { go, routes } from '@/lib/routes'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'
import { Skeleton } from '@/ui/Skeleton'

const WHAT_FOR = '找律师、医生、学校……写下您的需要，请代理人为您引荐。'

/** What this person has asked for, latest first. */
export default function MyRequests() {
  const me = useMe()
  const list = useMyRequests(me.data?.isClient ?? false)
  const canAsk = me.data?.can.ask
  const bar = canAsk && (
    <BottomBar>
      <Button id="requests-new" onClick={() => go(routes.ask())}>
        求推荐
      </Button>
    </BottomBar>
  )
  return (
    <Page id="requests" bar={bar}>
      <ThanksReceived enabled={me.data !== undefined} />
      <Loaded query={me} skeleton={<Skeleton />}>
        {({ isClient, can }) =>
          isClient ? (
            <PagedList list={list} empty={can.ask ? <Empty text="您还没有求推荐" note={WHAT_FOR} /> : <NobodyToAsk />}>
              {(request) => <RequestCell key={request.id} request={request} />}
            </PagedList>
          ) : (
            <NobodyToAsk />
          )
        }
      </Loaded>
    </Page>
  )
}
