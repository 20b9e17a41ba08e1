import { View } from '@tarojs/components'
import type { AnswerView } from '@quanke/shared/contracts/referral-requests'

/** The answers to a category's questions, one line each. */
export function AnswerList({ answers }: { answers: readonly AnswerView[] }) {
  if (answers.length === 0) return null
  return (
    <View className="gap-small" id="request-answers">
      {answers.map(({ question, label, shown }) => (
        <View className="note" key={question}>{`${label}：${shown}`}</View>
      ))}
    </View>
  )
}
