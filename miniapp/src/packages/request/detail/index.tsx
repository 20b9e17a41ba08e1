import { useRouter, useShareAppMessage } from '@tarojs/taro'
import { RequestScreen } from '@/features/requests/RequestScreen'
import { useRequest } from '@/features/requests/useRequests'
import { tabs } from '@/lib/routes'
import { useLive, useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** One request with its introductions, for the client who asked and for who may answer. */
export default function Request() {
  const { id = '' } = useRouter().params
  const request = useRequest(id)
  useLive(request)
  useRefresh(request.refetch)
  // Only an introducer has something to pass on here: the card, by its own button.
  useShareAppMessage(({ target }) => {
    const card = request.data?.introductions.find(
      ({ id: one }) => `pass-${one}` === (target as { id?: string } | undefined)?.id,
    )?.card
    return card ?? { title: '圈客', path: tabs.home }
  })
  if (request.data) return <RequestScreen request={request.data} />
  return (
    <Page id="request-loading">
      <Loaded query={request}>{() => null}</Loaded>
    </Page>
  )
}
