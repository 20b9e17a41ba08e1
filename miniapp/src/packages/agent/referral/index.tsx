import { useRouter } from '@tarojs/taro'
import { ReceivedScreen } from '@/features/referrals/ReceivedScreen'
import { useReceivedOne } from '@/features/referrals/useReferrals'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** One referral as its agent works on it. */
export default function Received() {
  const { id = '' } = useRouter().params
  const referral = useReceivedOne(id)
  useFreshOnShow(referral)
  useRefresh(referral.refetch)
  return (
    <Page id="referral">
      <Loaded query={referral}>{(data) => <ReceivedScreen referral={data} />}</Loaded>
    </Page>
  )
}
