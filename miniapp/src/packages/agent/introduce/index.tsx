import { useRouter } from '@tarojs/taro'
import { IntroduceForm } from '@/features/requests/IntroduceForm'
import { useRequest } from '@/features/requests/useRequests'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** Answers a request with an introduction. */
export default function IntroducePage() {
  const { id = '' } = useRouter().params
  const request = useRequest(id)
  if (request.data) return <IntroduceForm request={request.data} />
  return (
    <Page id="introduce-loading">
      <Loaded query={request}>{() => null}</Loaded>
    </Page>
  )
}
