import { NoAdviser } from '@/features/me/NoAdviser'
import { useMe } from '@/features/me/useMe'
import { GiveForm } from '@/features/referrals/GiveForm'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** A client recommends the adviser to a friend. */
export default function Refer() {
  const me = useMe()
  if (me.data?.adviser && me.data.can.refer) return <GiveForm adviser={me.data.adviser} />
  return (
    <Page id="refer-none">
      <Loaded query={me}>
        {() => (
          <NoAdviser
            text="有了专属代理人后，可以推荐给朋友"
            note="从代理人分享的文章或圈子进入并同意后，就有代理人为您服务。"
          />
        )}
      </Loaded>
    </Page>
  )
}
