import { View } from '@tarojs/components'
import type { CaseReferenceView } from '@quanke/shared/contracts/ownership-cases'
import { CASE_REFERENCES, MOST_REFERENCES, type CaseReference } from '@quanke/shared/domain/ownership-case'
import { dateOn } from '@/lib/time'
import { Button } from '@/ui/Button'
import { Check } from '@/ui/Check'
import { Empty } from '@/ui/Empty'
import { Loaded } from '@/ui/Loaded'
import { Sheet } from '@/ui/Sheet'
import { useReferences } from './useOwnership'

const KINDS = Object.keys(CASE_REFERENCES) as CaseReference[]
const keyOf = ({ kind, id }: CaseReferenceView): string => `${kind}-${id}`

interface ReferenceSheetProps {
  caseId: string
  open: boolean
  chosen: readonly CaseReferenceView[]
  onChange: (chosen: readonly CaseReferenceView[]) => void
  onClose: () => void
}

/** What there was between the agent and the client, to point to: several, up to the most that words may have. */
export function ReferenceSheet({ caseId, open, chosen, onChange, onClose }: ReferenceSheetProps) {
  const references = useReferences(caseId, open)
  const isChosen = (one: CaseReferenceView) => chosen.some((other) => keyOf(other) === keyOf(one))
  const toggle = (one: CaseReferenceView, isOn: boolean) => {
    if (!isOn) onChange(chosen.filter((other) => keyOf(other) !== keyOf(one)))
    else if (chosen.length < MOST_REFERENCES) onChange([...chosen, one])
  }
  return (
    <Sheet id="references" open={open} title="选择依据" onClose={onClose}>
      <View className="note">{`最多 ${MOST_REFERENCES} 项，已选 ${chosen.length} 项。裁定人会看到它们的名称和日期。`}</View>
      <Loaded query={references}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty text="您的客户档案里还没有可以指出的记录" note="仍然可以只写文字说明" />
          ) : (
            <>
              {KINDS.map((kind) => (
                <Group key={kind} kind={kind} items={items} isChosen={isChosen} onToggle={toggle} />
              ))}
            </>
          )
        }
      </Loaded>
      <View className="gap row">
        <Button id="references-done" kind="plain" onClick={onClose}>
          选好了
        </Button>
      </View>
    </Sheet>
  )
}

interface GroupProps {
  kind: CaseReference
  items: readonly CaseReferenceView[]
  isChosen: (one: CaseReferenceView) => boolean
  onToggle: (one: CaseReferenceView, isOn: boolean) => void
}

function Group({ kind, items, isChosen, onToggle }: GroupProps) {
  const own = items.filter((one) => one.kind === kind)
  if (own.length === 0) return null
  return (
    <View className="gap">
      <View className="note">{CASE_REFERENCES[kind]}</View>
      {own.map((one) => (
        <View className="gap-small" key={keyOf(one)}>
          <Check id={`reference-${keyOf(one)}`} checked={isChosen(one)} onChange={(isOn) => onToggle(one, isOn)}>
            {one.title}
            {one.at && <View className="note">{dateOn(one.at)}</View>}
          </Check>
        </View>
      ))}
    </View>
  )
}

/** One of them in a line: of which kind, what, and when. */
export function ReferenceWords({ reference: { label, title, at } }: { reference: CaseReferenceView }) {
  return <View className="note gap-small">{`${label}：${title}${at ? `，${dateOn(at)}` : ''}`}</View>
}
