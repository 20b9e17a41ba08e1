import type { ReceivedReferralView } from '@quanke/shared/contracts/referrals'
import { limits } from '@quanke/shared/domain/limits'
import { tell } from '@/lib/tell'
import { Card } from '@/ui/Card'
import { WordsForm } from '@/ui/WordsForm'
import { useThank } from './useReferrals'

interface ThankFormProps {
  referral: ReceivedReferralView
  at: 'consent' | 'outcome'
}

/** Thanks in words, which are all a referrer may be given. The suggestion can be changed. */
export function ThankForm({ referral, at }: ThankFormProps) {
  const thank = useThank(referral.id, () => tell('已致谢'))
  return (
    <Card id="thank">
      <WordsForm
        id="thank"
        label={at === 'consent' ? '向推荐人致谢' : '结果出来了，再次致谢'}
        hint="只用文字感谢，不提朋友的事，也不许诺任何好处"
        initial={referral.suggestedThanks}
        fewest={1}
        max={limits.words}
        write={thank}
        bodyOf={(words) => ({ at, words })}
        submit="发送感谢"
      />
    </Card>
  )
}
