import type { IntroductionView } from '@quanke/shared/contracts/referral-requests'
import { limits } from '@quanke/shared/domain/limits'
import { tell } from '@/lib/tell'
import { WordsSheet } from '@/ui/WordsSheet'
import { useThankIntroducer } from './useRequests'

interface ThanksSheetProps {
  introduction: IntroductionView
  open: boolean
  onClose: () => void
}

/** Thanks in words to whoever introduced. */
export function ThanksSheet({ introduction, open, onClose }: ThanksSheetProps) {
  const thank = useThankIntroducer(introduction.id, () => {
    tell('已致谢')
    onClose()
  })
  return (
    <WordsSheet
      id="thanks"
      title={`向${introduction.introducedBy}致谢`}
      open={open}
      onClose={onClose}
      label="想说的话"
      hint="请不要填写电话、微信号，也不要许诺任何好处"
      placeholder="例如：谢谢您一直记着这件事"
      max={limits.words}
      write={thank}
      bodyOf={(words) => ({ words })}
      submit="送出"
    />
  )
}
