import { View } from '@tarojs/components'
import type { ConsentView } from '@quanke/shared/contracts/consents'
import type { Purpose } from '@quanke/shared/domain/consent'
import { Card } from '@/ui/Card'
import { Check } from '@/ui/Check'
import { Tag } from '@/ui/Tag'
import type { Ticks } from './consent-form'
import { ConsentText } from './ConsentText'

interface ConsentQuestionsProps {
  questions: ConsentView[]
  ticks: Ticks
  onTick: (purpose: Purpose, ticked: boolean) => void
  needed: readonly Purpose[]
}

/** Each purpose by itself: its whole text, then its own box. */
export function ConsentQuestions({ questions, ticks, onTick, needed }: ConsentQuestionsProps) {
  return (
    <>
      {questions.map((question) => (
        <Card key={question.purpose} id={`consent-${question.purpose}`}>
          <View className="consent__head">
            <View className="head">{question.title}</View>
            <Tag>{needed.includes(question.purpose) ? '本次需要' : '可选'}</Tag>
          </View>
          <ConsentText body={question.body} />
          <View className="consent__version">{`文本版本 ${question.textVersion}`}</View>
          <Check
            id={`tick-${question.purpose}`}
            checked={ticks[question.purpose] === true}
            onChange={(ticked) => onTick(question.purpose, ticked)}
          >
            我已阅读并同意
          </Check>
        </Card>
      ))}
    </>
  )
}
