import type { ReceivedReferralView } from '@quanke/shared/contracts/referrals'
import { REFERRAL_STATUSES } from '@quanke/shared/domain/referral'
import { go, routes } from '@/lib/routes'
import { ago } from '@/lib/time'
import { Avatar } from '@/ui/Avatar'
import { Cell } from '@/ui/Cell'
import { Tag } from '@/ui/Tag'
import { referralTone } from './tone'

/** A referral in the agent's list. Before consent the friend has no name. */
export function ReceivedCell({ referral }: { referral: ReceivedReferralView }) {
  const friend = referral.friend?.name ?? '一位朋友'
  return (
    <Cell
      id={`referral-${referral.id}`}
      className="referral-cell"
      lead={<Avatar name={friend} />}
      title={friend}
      note={`${byWhom(referral)}，${ago(referral.givenAt)}`}
      value={<Tag tone={referralTone(referral.status)}>{REFERRAL_STATUSES[referral.status]}</Tag>}
      onClick={() => go(routes.receivedOne({ id: referral.id }))}
    />
  )
}

/** Who is not served by this agent any more has no name here. */
const byWhom = ({ referrer }: ReceivedReferralView): string =>
  referrer.clientId === null ? '推荐人已不由您服务' : `${referrer.name} 推荐`
