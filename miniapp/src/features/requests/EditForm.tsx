import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import { limits } from '@quanke/shared/domain/limits'
import { REQUEST_CATEGORIES } from '@quanke/shared/domain/referral-request'
import { tell } from '@/lib/tell'
import { dropDraft, useDraft } from '@/lib/useDraft'
import { useLeave } from '@/lib/useLeave'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { Picks } from '@/ui/Picks'
import { urgencyOptions } from './labels'
import { answersOf, Questions, type Given } from './Questions'
import { useEdit } from './useRequests'

const SHOWN = ['words', 'answers', 'urgency']
const FEWEST_WORDS = 5

/** The request in other words. What for and who may see it stay as they were. */
export function EditForm({ request }: { request: RequestView }) {
  // With its version, so that a change made meanwhile is never written over with what was begun before it.
  const form = `edit ${request.id} ${request.version}`
  const [words, setWords] = useDraft(form, 'words', request.words)
  const [urgency, setUrgency] = useDraft(form, 'urgency', request.urgency)
  const [given, setGiven] = useDraft<Given>(
    form,
    'given',
    Object.fromEntries(request.answers.map(({ question, answer }) => [question, answer])),
  )
  const leave = useLeave()
  const edit = useEdit(request.id, () => {
    dropDraft(form)
    tell('已修改')
    leave.back()
  })
  const isShort = Array.from(words.trim()).length < FEWEST_WORDS
  const submit = (): void =>
    edit.run({
      words: words.trim(),
      answers: answersOf(request.category, given),
      urgency,
      version: request.version,
    })
  const bar = (
    <BottomBar note={isShort ? '请写下您的需要' : undefined} error={edit.barError(...SHOWN)}>
      <Button id="edit-submit" disabled={isShort || !request.can.edit} busy={edit.isBusy} onClick={submit}>
        保存修改
      </Button>
    </BottomBar>
  )
  return (
    <Page id="edit" bar={bar}>
      <Card>
        <Field
          id="edit-words"
          label={`想找：${REQUEST_CATEGORIES[request.category]}`}
          hint="请不要填写他人的电话、微信号"
          value={words}
          onChange={setWords}
          max={limits.words}
          multiline
          error={edit.fieldError('words')}
        />
        <Questions category={request.category} given={given} onChange={setGiven} error={edit.fieldError('answers')} />
        <Picks
          id="edit-urgency"
          label="什么时候需要"
          options={urgencyOptions}
          value={urgency}
          onChange={setUrgency}
          error={edit.fieldError('urgency')}
        />
      </Card>
      <Notice tone="quiet">
        {request.audience === 'group'
          ? '修改前的内容会保留在记录里，已回应的人会看到「已修改」。圈子成员要等新内容通过检查后才能看到。'
          : '修改前的内容会保留在记录里，已回应的人会看到「已修改」。'}
      </Notice>
    </Page>
  )
}
