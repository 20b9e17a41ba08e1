import { useRouter } from '@tarojs/taro'
import { EditForm } from '@/features/requests/EditForm'
import { useRequest } from '@/features/requests/useRequests'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** A client changes what was asked. */
export default function Edit() {
  const { id = '' } = useRouter().params
  const request = useRequest(id)
  if (request.data) return <EditForm request={request.data} />
  return (
    <Page id="edit-loading">
      <Loaded query={request}>{() => null}</Loaded>
    </Page>
  )
}
