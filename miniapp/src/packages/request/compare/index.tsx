import { useRouter } from '@tarojs/taro'
import { CompareScreen } from '@/features/requests/CompareScreen'
import { useRequest } from '@/features/requests/useRequests'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** Several answers to one request, side by side. */
export default function Compare() {
  const { id = '' } = useRouter().params
  const request = useRequest(id)
  useFreshOnShow(request)
  useRefresh(request.refetch)
  if (request.data) return <CompareScreen request={request.data} />
  return (
    <Page id="compare-loading">
      <Loaded query={request}>{() => null}</Loaded>
    </Page>
  )
}
