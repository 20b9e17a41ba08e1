import { View } from '@tarojs/components'
import { useState } from 'react'
import type { IntroductionView } from '@quanke/shared/contracts/referral-requests'
import { limits } from '@quanke/shared/domain/limits'
import { tell } from '@/lib/tell'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { Sheet } from '@/ui/Sheet'
import { useThankIntroducer } from './useRequests'

interface ThanksSheetProps {
  introduction: IntroductionView
  open: boolean
  onClose: () => void
}

/** Thanks in words to whoever introduced. */
export function ThanksSheet({ introduction, open, onClose }: ThanksSheetProps) {
  const [words, setWords] = useState('')
  const thank = useThankIntroducer(introduction.id, () => {
    tell('已致谢')
    onClose()
  })
  return (
    <Sheet id="thanks-sheet" open={open} title={`向${introduction.introducedBy}致谢`} onClose={onClose}>
      <Field
        id="thanks-words"
        label="想说的话"
        hint="请不要填写电话号码，也不要许诺任何好处"
        placeholder="例如：谢谢您一直记着这件事"
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
          id="thanks-submit"
          disabled={Array.from(words.trim()).length < 2}
          busy={thank.isBusy}
          onClick={() => thank.run({ words: words.trim() })}
        >
          送出
        </Button>
      </View>
    </Sheet>
  )
}
