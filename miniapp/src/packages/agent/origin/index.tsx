import { useRouter } from '@tarojs/taro'
import { OriginScreen } from '@/features/clients/OriginScreen'
import { useOrigin } from '@/features/clients/useClients'
import { useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** The way by which a client came, back to the first hop. */
export default function Origin() {
  const origin = useOrigin(useRouter().params.id ?? '')
  useRefresh(origin.refetch)
  if (origin.data) return <OriginScreen origin={origin.data} />
  return (
    <Page id="origin-loading">
      <Loaded query={origin}>{() => null}</Loaded>
    </Page>
  )
}
