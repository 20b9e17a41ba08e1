import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CaseReferenceView } from '@quanke/shared/contracts/ownership-cases'
import { tell } from '@/lib/tell'
import { dropDraft, useDraft } from '@/lib/useDraft'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Submit, WordsField } from './CaseFields'
import { ReferenceSheet, ReferenceWords } from './ReferenceSheet'
import { useEvidence } from './useOwnership'

/** What a side has to say, and the records that its words point to. */
export function EvidenceForm({ id }: { id: string }) {
  const form = `evidence ${id}`
  const [words, setWords] = useDraft(form, 'words', '')
  const [chosen, setChosen] = useDraft<readonly CaseReferenceView[]>(form, 'chosen', [])
  const [isChoosing, setChoosing] = useState(false)
  const give = useEvidence(form, id, () => {
    setWords('')
    setChosen([])
    dropDraft(form)
    tell('已提交')
  })
  const submit = () => {
    const pointsTo = chosen.map(({ kind, id: pointed }) => ({ kind, id: pointed }))
    give.run({ words: words.trim(), ...(pointsTo.length > 0 ? { pointsTo } : {}) })
  }
  return (
    <Card id="evidence">
      <WordsField
        id="evidence-words"
        label="补充说明"
        hint="至少 5 个字，只有裁定人会看到"
        name="words"
        words={words}
        onChange={setWords}
        write={give}
      />
      {chosen.map((one) => (
        <ReferenceWords key={`${one.kind} ${one.id}`} reference={one} />
      ))}
      <View className="gap row">
        <Button id="evidence-choose" kind="text" small onClick={() => setChoosing(true)}>
          {chosen.length > 0 ? '重选依据' : '选择依据'}
        </Button>
      </View>
      <Submit id="evidence-submit" verb="提交说明" words={words} write={give} onRun={submit} />
      <ReferenceSheet
        caseId={id}
        open={isChoosing}
        chosen={chosen}
        onChange={setChosen}
        onClose={() => setChoosing(false)}
      />
    </Card>
  )
}
