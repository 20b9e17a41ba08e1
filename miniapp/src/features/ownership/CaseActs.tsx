import type { OwnershipCaseView } from '@quanke/shared/contracts/ownership-cases'
import { CASE_OUTCOMES, type CaseOutcome } from '@quanke/shared/domain/ownership-case'
import { tell } from '@/lib/tell'
import { dropDraft, useDraft } from '@/lib/useDraft'
import { Card } from '@/ui/Card'
import { Picks } from '@/ui/Picks'
import { Submit, WordsField } from './CaseFields'
import { EvidenceForm } from './EvidenceForm'
import { useCaseReason, useDecide } from './useOwnership'

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

function DecideForm({ one }: { one: OwnershipCaseView }) {
  const form = `decide ${one.id} ${one.status}`
  const [outcome, setOutcome] = useDraft<CaseOutcome | null>(form, 'outcome', null)
  const [reason, setReason] = useDraft(form, 'reason', '')
  const decide = useDecide(one.id, () => {
    dropDraft(form)
    tell('已裁定')
  })
  return (
    <Card id="decide">
      <Picks
        id="decide-outcome"
        label="裁定"
        options={one.can.decide.map((value) => ({ value, label: CASE_OUTCOMES[one.origin][value] ?? value }))}
        value={outcome}
        onChange={setOutcome}
        error={decide.fieldError('outcome')}
      />
      <WordsField
        id="decide-reason"
        label="理由"
        hint="至少 5 个字，双方都会看到"
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
  const form = `${act} ${id}`
  const [reason, setReason] = useDraft(form, 'reason', '')
  const write = useCaseReason(id, act, () => {
    dropDraft(form)
    tell('已提交')
  })
  return (
    <Card id={act}>
      <WordsField
        id={`${act}-reason`}
        label={label}
        hint="至少 5 个字"
        name="reason"
        words={reason}
        onChange={setReason}
        write={write}
      />
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
