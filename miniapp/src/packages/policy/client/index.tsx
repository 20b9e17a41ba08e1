import { useRouter } from '@tarojs/taro'
import { useClient } from '@/features/clients/useClients'
import { ClientPolicies } from '@/features/policies/ClientPolicies'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** The policies of one of the agent's clients. */
export default function PoliciesOfClient() {
  const { client: id = '' } = useRouter().params
  const client = useClient(id)
  if (client.data) return <ClientPolicies client={client.data} />
  return (
    <Page id="client-policies-loading">
      <Loaded query={client}>{() => null}</Loaded>
    </Page>
  )
}
