import { useRouter } from '@tarojs/taro'
import { useClient } from '@/features/clients/useClients'
import { PolicyForm } from '@/features/policies/PolicyForm'
import { usePolicy } from '@/features/policies/usePolicies'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** A policy is recorded, or with its id corrected. */
export default function EditPolicy() {
  const { client: clientId = '', id = '' } = useRouter().params
  const client = useClient(clientId)
  const policy = usePolicy(id)
  if (client.data && (id === '' || policy.data)) return <PolicyForm client={client.data} policy={policy.data ?? null} />
  return (
    <Page id="policy-form-loading">
      <Loaded query={client}>{() => <Loaded query={policy}>{() => null}</Loaded>}</Loaded>
    </Page>
  )
}
