import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ReceivedReferralView } from '@quanke/shared/contracts/referrals'
import { limits } from '@quanke/shared/domain/limits'
import { tell } from '@/lib/tell'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { useThank } from './useReferrals'

interface ThankFormProps {
  referral: ReceivedReferralView
  at: 'consent' | 'outcome'
}

/** Thanks in words, which are all a referrer may be given. The suggestion can be changed. */
export function ThankForm({ referral, at }: ThankFormProps) {
  const [words, setWords] = useState(referral.suggestedThanks)
  const thank = useThank(referral.id, () => tell('已致谢'))
  return (
    <Card id="thank">
      <Field
        id="thank-words"
        label={at === 'consent' ? '向推荐人致谢' : '结果出来了，再次致谢'}
        hint="只用文字感谢，不提朋友的事，也不许诺任何好处"
        value={words}
        onChange={setWords}
        max={limits.words}
        multiline
        error={thank.fieldError('words')}
      />
      {thank.barError('words') && (
        <View className="gap">
          <Notice tone="stop">{thank.barError('words')}</Notice>
        </View>
      )}
      <View className="gap row">
        <Button
          id="thank-submit"
          disabled={words.trim() === ''}
          busy={thank.isBusy}
          onClick={() => thank.run({ at, words: words.trim() })}
        >
          发送感谢
        </Button>
      </View>
    </Card>
  )
}
