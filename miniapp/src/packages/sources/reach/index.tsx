import { useRouter } from '@tarojs/taro'
import { ReachScreen } from '@/features/shares/ReachScreen'
import { useReach } from '@/features/shares/useShares'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** Whom one share reached. */
export default function Reach() {
  const { id = '' } = useRouter().params
  const reach = useReach(id)
  useFreshOnShow(reach)
  useRefresh(reach.refetch)
  return (
    <Page id="reach">
      <Loaded query={reach}>{(share) => <ReachScreen share={share} />}</Loaded>
    </Page>
  )
}
