import { useRouter } from '@tarojs/taro'
import { CarriersScreen } from '@/features/sources/CarriersScreen'
import { useCarriers } from '@/features/sources/useSources'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** Who carries weight in the agent's chains of shares. */
export default function Carriers() {
  const { days, from, to, agentId } = useRouter().params
  const carriers = useCarriers({ days: days ? Number(days) : undefined, from, to, agentId })
  useFreshOnShow(carriers)
  useRefresh(carriers.refetch)
  return (
    <Page id="carriers">
      <Loaded query={carriers}>{(data) => <CarriersScreen carriers={data} />}</Loaded>
    </Page>
  )
}
