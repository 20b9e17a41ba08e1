import { View } from '@tarojs/components'
import type { PreparedCardView } from '@quanke/shared/contracts/referrals'
import { SENT_AS } from '@quanke/shared/domain/referral'
import { sentenceOf } from '@/lib/http'
import { Button } from '@/ui/Button'
import { Notice } from '@/ui/Notice'

interface SendCardProps {
  id: string
  prepared: { data: PreparedCardView | undefined; error: unknown; refetch: () => unknown }
}

const KINDS = {
  private: `${SENT_AS.private}，转给别人也看不到内容`,
  ordinary: `${SENT_AS.ordinary}，请只发给想推荐的那位朋友`,
}

/** The button that sends, once it is clear what kind of card goes out. */
export function SendCard({ id, prepared: { data, error, refetch } }: SendCardProps) {
  if (error && !data)
    return (
      <Button id={`${id}-retry`} kind="plain" onClick={() => void refetch()}>
        重新准备卡片
      </Button>
    )
  return (
    <Button id={id} openType={data ? 'share' : undefined} busy={!data}>
      发送给朋友
    </Button>
  )
}

/** Which kind of card it is: the referrer should know who can open it. */
export function CardKind({ prepared: { data, error } }: Pick<SendCardProps, 'prepared'>) {
  if (error && !data) return <Notice tone="stop">{sentenceOf(error)}</Notice>
  if (!data) return null
  return (
    <View id={`card-${data.as}`}>
      <Notice tone={data.as === 'private' ? 'ok' : 'care'}>{KINDS[data.as]}</Notice>
    </View>
  )
}
