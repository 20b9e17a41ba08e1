import { useRouter } from '@tarojs/taro'
import { ProviderScreen } from '@/features/providers/ProviderScreen'
import { useProvider } from '@/features/providers/useProviders'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** One provider of the directory. */
export default function Provider() {
  const { id = '' } = useRouter().params
  const provider = useProvider(id)
  useFreshOnShow(provider)
  useRefresh(provider.refetch)
  if (provider.data) return <ProviderScreen provider={provider.data} />
  return (
    <Page id="provider-loading">
      <Loaded query={provider}>{() => null}</Loaded>
    </Page>
  )
}
