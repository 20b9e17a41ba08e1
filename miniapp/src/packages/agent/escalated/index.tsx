import { RequestCell } from '@/features/requests/RequestCell'
import { useEscalated } from '@/features/requests/useRequests'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'

/** What nobody in the leader's teams answered in time: the leader answers, or asks a colleague. */
export default function Escalated() {
  const list = useEscalated()
  return (
    <Page id="escalated">
      <PagedList list={list} empty={<Empty text="超过时间没有回应的求推荐会出现在这里" />}>
        {(request) => <RequestCell key={request.id} request={request} />}
      </PagedList>
    </Page>
  )
}
