import { View } from '@tarojs/components'
import type { GivenReferralView } from '@quanke/shared/contracts/referrals'
import { REFERRER_STATUSES, type ReferrerStatus } from '@quanke/shared/domain/referral'
import { RemindMe } from '@/features/messages/RemindMe'
import { ago } from '@/lib/time'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Notice } from '@/ui/Notice'
import { Tag, type Tone } from '@/ui/Tag'

const TONES: Partial<Record<ReferrerStatus, Tone>> = { waiting: 'brand', accepted: 'ok', thanked: 'honour' }

/** Thanks may still come. */
const AWAITED: readonly ReferrerStatus[] = ['waiting', 'accepted']

/** One card as its giver sees it: own words, a discreet status, and the adviser's thanks. */
export function GivenCard({ given }: { given: GivenReferralView }) {
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
      {given.status === 'waiting' && (
        <View className="gap row">
          <Button id={`resend-${given.id}`} kind="plain" openType="share">
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
