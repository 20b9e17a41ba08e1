import { ReceivedCell } from '@/features/referrals/ReceivedCell'
import { WillingList } from '@/features/referrals/WillingList'
import { useReceived } from '@/features/referrals/useReferrals'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'

/** Referrals that clients gave for this agent. */
export default function Received() {
  const list = useReceived()
  return (
    <Page id="received">
      <WillingList />
      <PagedList led list={list} empty={<Empty drawing="people" text="客户向朋友推荐您之后，会出现在这里" />}>
        {(referral) => <ReceivedCell key={referral.id} referral={referral} />}
      </PagedList>
    </Page>
  )
}
