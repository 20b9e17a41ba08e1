import { useRouter } from '@tarojs/taro'
import { ClientScreen } from '@/features/clients/ClientScreen'
import { useClient } from '@/features/clients/useClients'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** One client's record. */
export default function Client() {
  const { id = '', part } = useRouter().params
  const client = useClient(id)
  useFreshOnShow(client)
  useRefresh(client.refetch)
  if (client.data) return <ClientScreen client={client.data} start={part} />
  return (
    <Page id="client-loading" title="客户档案">
      <Loaded query={client}>{() => null}</Loaded>
    </Page>
  )
}
