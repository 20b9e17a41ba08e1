import { View } from '@tarojs/components'
import type { ComplaintStepView } from '@quanke/shared/contracts/complaints'
import { moment } from '@/lib/time'
import { Card } from '@/ui/Card'
import { Section } from '@/ui/Section'
import './complaints.scss'

/** The client's own steps say so themselves. */
const YOU = '您'

/** Everything that happened, with what was said. */
export function Steps({ steps }: { steps: readonly ComplaintStepView[] }) {
  return (
    <>
      <Section title="经过" />
      <Card id="complaint-steps">
        {steps.map(({ step, text, by, words, at }) => (
          <View key={`${at} ${step}`} className="complaint-step">
            <View className="head">{text}</View>
            {words && <View className="words gap-small">{words}</View>}
            <View className="note gap-small">{by === YOU ? moment(at) : `${moment(at)}，${by}`}</View>
          </View>
        ))}
      </Card>
    </>
  )
}
