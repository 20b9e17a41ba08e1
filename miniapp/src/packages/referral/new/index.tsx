import { useMe } from '@/features/me/useMe'
import { GiveForm } from '@/features/referrals/GiveForm'
import { Empty } from '@/ui/Empty'
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
          <Empty
            drawing="people"
            text="有了专属顾问后，您可以把他推荐给朋友"
            note="从顾问分享的文章或圈子加入，就会有顾问为您服务。"
          />
        )}
      </Loaded>
    </Page>
  )
}
