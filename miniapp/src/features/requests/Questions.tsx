import { View } from '@tarojs/components'
import type { QuestionAnswer } from '@quanke/shared/contracts/referral-requests'
import type { RequestCategory } from '@quanke/shared/domain/referral-request'
import { ANSWER_LENGTH, questionsOf } from '@quanke/shared/domain/request-questions'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { Picks } from '@/ui/Picks'

/** What was answered so far, by question. */
export type Given = Record<string, string>

/** What is sent: what was answered to the questions of this category. */
export function answersOf(category: RequestCategory, given: Given): QuestionAnswer[] {
  return questionsOf(category)
    .map(([question]) => ({ question, answer: (given[question] ?? '').trim() }))
    .filter(({ answer }) => answer !== '')
}

interface QuestionsProps {
  category: RequestCategory
  given: Given
  onChange: (given: Given) => void
  error: string | null
}

/** The few questions of a category. None is compulsory; a choice that is tapped again is taken back. */
export function Questions({ category, given, onChange, error }: QuestionsProps) {
  const answer = (question: string, value: string): void =>
    onChange({ ...given, [question]: given[question] === value ? '' : value })
  return (
    <View id="ask-questions" className="field">
      <View className="note">下面几项可以不填，填了更容易找到合适的人</View>
      {questionsOf(category).map(([question, { label, choices, placeholder }]) => (
        <View key={question} className="gap">
          {choices ? (
            <Picks
              id={`ask-q-${question}`}
              label={label}
              options={Object.entries(choices).map(([value, text]) => ({ value, label: text }))}
              value={given[question] || null}
              onChange={(value) => answer(question, value)}
            />
          ) : (
            <Field
              id={`ask-q-${question}`}
              label={label}
              placeholder={placeholder}
              value={given[question] ?? ''}
              onChange={(value) => onChange({ ...given, [question]: value })}
              max={ANSWER_LENGTH}
            />
          )}
        </View>
      ))}
      {error && (
        <View className="gap">
          <Notice tone="stop">{error}</Notice>
        </View>
      )}
    </View>
  )
}
