import { PolicyCard } from '@/features/policies/PolicyCard'
import { useMyPolicies } from '@/features/policies/usePolicies'
import { Empty } from '@/ui/Empty'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'

/** What a client bought, as the adviser recorded it. */
export default function MyPolicies() {
  const list = useMyPolicies()
  return (
    <Page id="my-policies">
      <PagedList list={list} loose empty={<Empty text="您投保后，代理人登记的保单会出现在这里" />}>
        {(policy) => <PolicyCard key={policy.id} policy={policy} />}
      </PagedList>
      {list.items.length > 0 && (
        <Notice tone="quiet">
          内容由您的代理人登记，以保险合同为准。如有不符，请告诉代理人，或在「投诉与建议」里提出。
        </Notice>
      )}
    </Page>
  )
}
