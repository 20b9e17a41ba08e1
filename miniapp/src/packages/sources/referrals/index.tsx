import { ReferralTreeScreen } from '@/features/sources/ReferralTreeScreen'
import { useReferralTree } from '@/features/sources/useSources'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** Who recommended whom in the agent's whole book. */
export default function Referrals() {
  const tree = useReferralTree()
  useFreshOnShow(tree)
  useRefresh(tree.refetch)
  return (
    <Page id="referral-trees">
      <Loaded query={tree}>{(data) => <ReferralTreeScreen tree={data} />}</Loaded>
    </Page>
  )
}
