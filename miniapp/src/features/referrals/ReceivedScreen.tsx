import { View } from '@tarojs/components'
import type { ReceivedReferralView } from '@quanke/shared/contracts/referrals'
import { REFERRAL_STATUSES } from '@quanke/shared/domain/referral'
import { go, routes } from '@/lib/routes'
import { moment } from '@/lib/time'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Notice } from '@/ui/Notice'
import { Section } from '@/ui/Section'
import { Tag } from '@/ui/Tag'
import { MoveForm } from './MoveForm'
import { ThankForm } from './ThankForm'
import { referralTone } from './tone'

/** Who referred whom and how it stands; then what is due: thanks first, the next step second. */
export function ReceivedScreen({ referral }: { referral: ReceivedReferralView }) {
  const { friend, referrer, can } = referral
  const due = referral.thanksDue[0]
  return (
    <>
      <Card>
        <View className="tags">
          <View className="head">{friend?.name ?? '一位朋友'}</View>
          <Tag tone={referralTone(referral.status)}>{REFERRAL_STATUSES[referral.status]}</Tag>
        </View>
        <View className="words gap-small">{`${referrer.name}：「${referral.words}」`}</View>
        <View className="note gap-small">{moment(referral.givenAt)}</View>
      </Card>
      <Card list>
        <Cell
          id="referral-referrer"
          title="推荐人"
          value={referrer.clientId === null ? '已不由您服务' : referrer.name}
          onClick={referrer.clientId === null ? undefined : () => go(routes.client({ id: referrer.clientId ?? '' }))}
        />
        {friend && (
          <Cell
            id="referral-friend"
            title="朋友的档案"
            value={friend.name}
            onClick={() => go(routes.client({ id: friend.clientId }))}
          />
        )}
      </Card>
      {referral.isOneself && (
        <Notice id="referral-oneself">
          推荐人和朋友后来确认是同一位客户，这次不算转介绍，不用致谢，也不用再跟进。
        </Notice>
      )}
      {referral.thanks.map(({ words, at }) => (
        <Notice key={at} tone="honour">{`您已致谢：${words}（${moment(at)}）`}</Notice>
      ))}
      {can.thank && due && <ThankForm key={due} referral={referral} at={due} />}
      {can.moveTo.length > 0 && <MoveForm referral={referral} />}
      <Section title="经过" />
      <Card list>
        {referral.history.map((move) => (
          <Cell
            key={`${move.to} ${move.at}`}
            title={move.text}
            note={`${moment(move.at)}，${move.by}${move.reason ? `，${move.reason}` : ''}`}
          />
        ))}
      </Card>
    </>
  )
}
