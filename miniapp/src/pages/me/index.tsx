import { useMe, useOrganization } from '@/features/me/useMe'
import { MeHeader } from '@/features/me/MeHeader'
import { MeMenu } from '@/features/me/MeMenu'
import { AskedCard } from '@/features/referrals/AskedCard'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'

/** Everything about oneself: profile, adviser, what one asked for and gave, and one's consents. */
export default function Me() {
  const me = useMe()
  const organization = useOrganization()
  useFreshOnShow(me)
  useRefresh(me.refetch)
  return (
    <Page id="me">
      <Loaded query={me}>
        {(data) => (
          <>
            <MeHeader me={data} />
            <AskedCard enabled={data.isClient} />
            <MeMenu me={data} />
          </>
        )}
      </Loaded>
      {organization.data && (
        <Notice tone="quiet">{`${organization.data.name} 提供服务，咨询与投诉：${organization.data.serviceHours}`}</Notice>
      )}
    </Page>
  )
}
