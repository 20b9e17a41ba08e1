import { useRouter } from '@tarojs/taro'
import { useMe } from '@/features/me/useMe'
import { AskForm } from '@/features/requests/AskForm'
import { NobodyToAsk } from '@/features/requests/NobodyToAsk'
import { Page } from '@/ui/Page'

/** A client asks to be referred. */
export default function Ask() {
  const { group } = useRouter().params
  const me = useMe()
  // Nobody writes a whole form to learn at its end that there is nobody to read it.
  if (me.data && !me.data.can.ask)
    return (
      <Page id="ask-none">
        <NobodyToAsk />
      </Page>
    )
  return <AskForm groupId={group ?? null} />
}
