import { ClientCell } from '@/features/clients/ClientCell'
import { usePool } from '@/features/team/useTeam'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'

/** Clients who belong to nobody yet; opening one lets the leader assign an agent. */
export default function Pool() {
  const list = usePool()
  return (
    <Page id="pool">
      <PagedList led list={list} empty={<Empty drawing="people" text="没有待分配的客户" />}>
        {(client) => <ClientCell key={client.id} client={client} />}
      </PagedList>
    </Page>
  )
}
