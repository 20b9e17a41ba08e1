import { View } from '@tarojs/components'
import type { BindingDecisionView, BindingStoryView } from '@quanke/shared/contracts/clients'
import { ROW_STATES } from '@quanke/shared/domain/binding'
import { changeWords } from '@/features/clients/change-words'
import { moment } from '@/lib/time'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Empty } from '@/ui/Empty'
import { Notice } from '@/ui/Notice'
import { Section } from '@/ui/Section'
import { Tag } from '@/ui/Tag'

const NONE_KEPT = '这份档案建立较早，当时没有留存逐条的判定记录'

/** "Why is she mine?": the decision in one sentence, the facts, the table with the row that applied, and every change of owner since. */
export function StoryScreen({ story }: { story: BindingStoryView }) {
  const { displayName, ownerName, explanation, decisions, isDecided, ownership } = story
  // What the owner rests on comes first.
  const isChanged = !isDecided && ownership.length > 0
  return (
    <>
      <Card id="story">
        <View className="head">{`${displayName}，${ownerName ? `归属 ${ownerName}` : '待分配'}`}</View>
        <View className="words gap-small" id="story-sentence">
          {explanation}
        </View>
      </Card>
      {isChanged && <Changes ownership={ownership} />}
      {decisions.length === 0 &&
        (ownership.length === 0 ? <Empty text={NONE_KEPT} /> : <Notice tone="quiet">{NONE_KEPT}</Notice>)}
      {decisions.map((decision, index) => (
        <Decision key={decision.id} decision={decision} isDeciding={isDecided && index === 0} />
      ))}
      {!isChanged && ownership.length > 0 && <Changes ownership={ownership} />}
    </>
  )
}

function Changes({ ownership }: Pick<BindingStoryView, 'ownership'>) {
  return (
    <>
      <Section title="归属变更" />
      <Card list>
        {ownership.map((change) => (
          <Cell
            key={`${change.at} ${change.to ?? ''}`}
            title={changeWords(change)}
            note={`${moment(change.at)}，${change.reason}，${change.by}`}
          />
        ))}
      </Card>
    </>
  )
}

interface DecisionProps {
  decision: BindingDecisionView
  /** Whether the present owner rests on it. A person with two accounts, or who came back, was decided on more than once. */
  isDeciding: boolean
}

function Decision({ decision, isDeciding }: DecisionProps) {
  const { at, inputs, rows, tableVersion } = decision
  return (
    <>
      <Section title={isDeciding ? '判定归属时的事实' : '另一次判定时的事实'} />
      <Card list>
        {inputs.map(({ label, value }, index) => (
          <Cell key={`${label} ${index}`} title={label} note={value} />
        ))}
      </Card>
      <Section title={`归属规则（第 ${tableVersion} 版）`} />
      <Card list>
        {rows.map((row) => (
          <Cell
            key={row.rule}
            id={`row-${row.letter}`}
            title={`${row.letter}. ${row.condition}`}
            note={row.reason ? `${row.outcome}。${row.reason}` : row.outcome}
            value={<Tag tone={row.state === 'applied' ? 'ok' : undefined}>{ROW_STATES[row.state]}</Tag>}
          />
        ))}
      </Card>
      <View className="note">{`${moment(at)}判定，自上而下，第一条符合的规则适用。`}</View>
    </>
  )
}
