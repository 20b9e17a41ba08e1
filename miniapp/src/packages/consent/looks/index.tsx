import { LookCell } from '@/features/looks/LookCell'
import { useLooks } from '@/features/looks/useLooks'
import { Empty } from '@/ui/Empty'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'

/** Who looked at this client, and took something of her along. */
export default function Looks() {
  const list = useLooks()
  return (
    <Page id="looks">
      <Notice tone="quiet">
        这里列出谁打开过您的资料，谁导出过写有您称呼的表格；只在名单里看到您的称呼，不逐条列出。有疑问可以问您的代理人，或在「投诉与建议」里提出。
      </Notice>
      <PagedList
        list={list}
        empty={<Empty drawing="people" text="还没有人看过" note="有人打开您的资料之后，会出现在这里。" />}
      >
        {(look) => <LookCell key={look.id} look={look} />}
      </PagedList>
    </Page>
  )
}
