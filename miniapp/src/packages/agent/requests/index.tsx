import { RequestCell } from '@/features/requests/RequestCell'
import { useIncoming } from '@/features/requests/useRequests'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'

/** Requests that wait for an answer. */
export default function Incoming() {
  const list = useIncoming()
  return (
    <Page id="incoming">
      <PagedList list={list} empty={<Empty drawing="people" text="客户的求推荐会第一时间出现在这里" />}>
        {(request) => <RequestCell key={request.id} request={request} />}
      </PagedList>
    </Page>
  )
}
