import { useRouter } from '@tarojs/taro'
import { NoAdviser } from '@/features/me/NoAdviser'
import { useMe } from '@/features/me/useMe'
import { AskForm } from '@/features/requests/AskForm'
import { Page } from '@/ui/Page'

/** A client asks to be referred. */
export default function Ask() {
  const { group } = useRouter().params
  const me = useMe()
  // Nobody writes a whole form to learn at its end that there is nobody to read it.
  if (me.data && !me.data.can.ask)
    return (
      <Page id="ask-none">
        <NoAdviser text="有了专属代理人后，可以求推荐" note="找律师、医生、学校……请代理人为您引荐。" />
      </Page>
    )
  return <AskForm groupId={group ?? null} />
}
