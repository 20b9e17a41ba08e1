import { View } from '@tarojs/components'
import type { GivenReferralView } from '@quanke/shared/contracts/referrals'
import { REFERRER_STATUSES, SENT_AS, type ReferrerStatus } from '@quanke/shared/domain/referral'
import { RemindMe } from '@/features/messages/RemindMe'
import { sure } from '@/lib/tell'
import { ago } from '@/lib/time'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Notice } from '@/ui/Notice'
import { Tag, type Tone } from '@/ui/Tag'
import { useTakeBack } from './useReferrals'

const TONES: Partial<Record<ReferrerStatus, Tone>> = { waiting: 'brand', accepted: 'ok', thanked: 'honour' }

/** Thanks may still come. */
const AWAITED: readonly ReferrerStatus[] = ['waiting', 'accepted']

/** One card as its giver sees it: own words, a discreet status, and the adviser's thanks. */
export function GivenCard({ given, onSend }: { given: GivenReferralView; onSend: () => void }) {
  const takeBack = useTakeBack()
  const askAndTakeBack = async () => {
    if (await sure('收回后，收到卡片的朋友将不能再打开它。', '收回')) takeBack.run(given.id)
  }
  return (
    <Card id={`given-${given.id}`}>
      <View className="row">
        <View className="row__main note">{ago(given.givenAt)}</View>
        <Tag tone={TONES[given.status]}>{REFERRER_STATUSES[given.status]}</Tag>
      </View>
      <View className="words gap-small">{given.words}</View>
      {given.thanks.map((thanks) => (
        <View className="gap" key={thanks.at}>
          <Notice tone="honour">{`代理人致谢：${thanks.words}`}</Notice>
        </View>
      ))}
      {given.sentAs !== null && given.can.send && <View className="note gap-small">{SENT_AS[given.sentAs]}</View>}
      {takeBack.error && (
        <View className="gap">
          <Notice tone="stop">{takeBack.error.message}</Notice>
        </View>
      )}
      {given.can.send && (
        <View className="gap row">
          <Button id={`take-back-${given.id}`} kind="text" busy={takeBack.isBusy} onClick={() => void askAndTakeBack()}>
            收回
          </Button>
          <Button id={`resend-${given.id}`} kind="plain" onClick={onSend}>
            发送给朋友
          </Button>
        </View>
      )}
      {AWAITED.includes(given.status) && (
        <View className="gap">
          <RemindMe id={`remind-${given.id}`} use="thanks" about={`${given.id} ${given.thanks.length}`}>
            有回应时提醒我
          </RemindMe>
        </View>
      )}
    </Card>
  )
}
