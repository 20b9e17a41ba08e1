import { useRouter } from '@tarojs/taro'
import { RequestScreen } from '@/features/requests/RequestScreen'
import { useRequest } from '@/features/requests/useRequests'
import { useLive, useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** One request with its introductions, for the client who asked and for who may answer. */
export default function Request() {
  const { id = '' } = useRouter().params
  const request = useRequest(id)
  useLive(request)
  useRefresh(request.refetch)
  if (request.data) return <RequestScreen request={request.data} />
  return (
    <Page id="request-loading">
      <Loaded query={request}>{() => null}</Loaded>
    </Page>
  )
}
