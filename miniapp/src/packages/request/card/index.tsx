import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useMe } from '@/features/me/useMe'
import { CardAgreed, CardEnd } from '@/features/requests/CardEnd'
import { CardHead, CardScreen } from '@/features/requests/CardScreen'
import { useCard } from '@/features/requests/useCard'
import { useFreshOnShow, useRefresh } from '@/lib/usePaged'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** The page of somebody who is introduced: who asks for what, who introduces, what passes, and the own decision. */
export default function IntroductionCard() {
  const { code = '' } = useRouter().params
  const card = useCard(code)
  const me = useMe()
  const [ending, setEnding] = useState<'refused' | 'withdrawn' | null>(null)
  useFreshOnShow(card)
  useRefresh(card.refetch)
  if (ending) return <CardEnd ending={ending} />
  if (card.error?.status === 404 || card.data?.state === 'closed') return <CardEnd ending="closed" />
  if (card.data?.state === 'yours') return <CardAgreed card={card.data} onTakenBack={() => setEnding('withdrawn')} />
  if (card.data?.state === 'waiting')
    return (
      <CardScreen card={card.data} phone={me.data?.phone ?? card.data.phone} onRefused={() => setEnding('refused')} />
    )
  return (
    <Page id="card-own-look">
      <Loaded query={card}>{(data) => <CardHead card={data} />}</Loaded>
    </Page>
  )
}
