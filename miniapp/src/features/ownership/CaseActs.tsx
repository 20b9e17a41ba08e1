import { View } from '@tarojs/components'
import { useState } from 'react'
import type { OwnershipCaseView } from '@quanke/shared/contracts/ownership-cases'
import { limits } from '@quanke/shared/domain/limits'
import { CASE_OUTCOMES, type CaseOutcome } from '@quanke/shared/domain/ownership-case'
import { tell } from '@/lib/tell'
import type { Write } from '@/lib/useWrite'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { Picks } from '@/ui/Picks'
import { useCaseReason, useDecide, useEvidence } from './useOwnership'

const SHORTEST = 5

/** What the reader can do in a case now: say something, decide, appeal, take it back. */
export function CaseActs({ one }: { one: OwnershipCaseView }) {
  return (
    <>
      {one.can.giveEvidence && <EvidenceForm id={one.id} />}
      {one.can.decide.length > 0 && <DecideForm one={one} />}
      {one.can.appeal && <ReasonForm id={one.id} act="appeal" label="申诉理由" verb="提出申诉" />}
      {one.can.withdraw && <ReasonForm id={one.id} act="withdraw" label="撤回原因" verb="撤回异议" />}
    </>
  )
}

function EvidenceForm({ id }: { id: string }) {
  const [words, setWords] = useState('')
  const give = useEvidence(id, () => {
    setWords('')
    tell('已提交')
  })
  return (
    <Card id="evidence">
      <WordsField
        id="evidence-words"
        label="补充说明"
        hint="只有裁定人会看到"
        name="words"
        words={words}
        onChange={setWords}
        write={give}
      />
      <Submit id="evidence-submit" verb="提交说明" words={words} write={give} onRun={() => give.run(words.trim())} />
    </Card>
  )
}

function DecideForm({ one }: { one: OwnershipCaseView }) {
  const [outcome, setOutcome] = useState<CaseOutcome | null>(null)
  const [reason, setReason] = useState('')
  const decide = useDecide(one.id, () => tell('已裁定'))
  return (
    <Card id="decide">
      <Picks
        id="decide-outcome"
        label="裁定"
        options={one.can.decide.map((value) => ({ value, label: CASE_OUTCOMES[value] }))}
        value={outcome}
        onChange={setOutcome}
        error={decide.fieldError('outcome')}
      />
      <WordsField
        id="decide-reason"
        label="理由"
        hint="双方都会看到"
        name="reason"
        words={reason}
        onChange={setReason}
        write={decide}
      />
      <Submit
        id="decide-submit"
        verb="裁定"
        words={reason}
        isReady={outcome !== null}
        write={decide}
        onRun={() => {
          if (outcome) decide.run({ outcome, reason: reason.trim() })
        }}
      />
    </Card>
  )
}

interface ReasonFormProps {
  id: string
  act: 'appeal' | 'withdraw'
  label: string
  verb: string
}

function ReasonForm({ id, act, label, verb }: ReasonFormProps) {
  const [reason, setReason] = useState('')
  const write = useCaseReason(id, act, () => tell('已提交'))
  return (
    <Card id={act}>
      <WordsField id={`${act}-reason`} label={label} name="reason" words={reason} onChange={setReason} write={write} />
      <Submit
        id={`${act}-submit`}
        verb={verb}
        words={reason}
        write={write}
        onRun={() => write.run({ reason: reason.trim() })}
      />
    </Card>
  )
}

interface WordsFieldProps {
  id: string
  label: string
  hint?: string
  name: string
  words: string
  onChange: (words: string) => void
  write: Write<never, unknown>
}

function WordsField({ id, label, hint, name, words, onChange, write }: WordsFieldProps) {
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      value={words}
      onChange={onChange}
      max={limits.words}
      multiline
      error={write.fieldError(name)}
    />
  )
}

interface SubmitProps {
  id: string
  verb: string
  words: string
  isReady?: boolean
  write: Write<never, unknown>
  onRun: () => void
}

function Submit({ id, verb, words, isReady = true, write, onRun }: SubmitProps) {
  const problem = write.barError('words', 'reason', 'outcome')
  return (
    <>
      {problem && (
        <View className="gap">
          <Notice tone="stop">{problem}</Notice>
        </View>
      )}
      <View className="gap row">
        <Button
          id={id}
          kind="plain"
          disabled={!isReady || Array.from(words.trim()).length < SHORTEST}
          busy={write.isBusy}
          onClick={onRun}
        >
          {verb}
        </Button>
      </View>
    </>
  )
}
