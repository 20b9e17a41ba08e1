import { limits } from '@quanke/shared/domain/limits'
import { useStateCase } from '@/features/ownership/useOwnership'
import { routes } from '@/lib/routes'
import { tell } from '@/lib/tell'
import { dropDraft, useDraft } from '@/lib/useDraft'
import { useLeave } from '@/lib/useLeave'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Field } from '@/ui/Field'
import { Page } from '@/ui/Page'

const LONGEST = 20
const FORM = 'dispute'

/** An agent disputes whose a client is, by the number; it is never said whose. */
export default function Dispute() {
  const [phone, setPhone] = useDraft(FORM, 'phone', '')
  const [words, setWords] = useDraft(FORM, 'words', '')
  const leave = useLeave()
  const state = useStateCase(FORM, (one) => {
    dropDraft(FORM)
    tell('已提出')
    leave.replace(routes.case({ id: one.id }))
  })
  const missing =
    phone === ''
      ? '请填写客户的手机号'
      : Array.from(words.trim()).length < limits.tellingWords
        ? `请写下为什么应归属您，至少 ${limits.tellingWords} 个字`
        : null
  const bar = (
    <BottomBar note={missing ?? '由双方共同的上级主管裁定'} error={state.barError('phone', 'words')}>
      <Button
        id="dispute-submit"
        disabled={missing !== null}
        busy={state.isBusy}
        onClick={() => state.run({ phone, words: words.trim() })}
      >
        提出异议
      </Button>
    </BottomBar>
  )
  return (
    <Page id="dispute" bar={bar}>
      <Card>
        <Field
          id="dispute-phone"
          label="客户的手机号"
          hint="号码只用于比对，不会保存，也不会显示归属何人；计入今天的查询次数"
          placeholder="11 位手机号"
          type="number"
          value={phone}
          onChange={setPhone}
          max={LONGEST}
          error={state.fieldError('phone')}
        />
        <Field
          id="dispute-words"
          label="为什么应归属您"
          hint="写清时间和经过，只有裁定人会看到"
          placeholder="例如：去年三月起由我服务，她从我分享的文章进来，有面谈记录"
          value={words}
          onChange={setWords}
          max={limits.words}
          multiline
          error={state.fieldError('words')}
        />
      </Card>
    </Page>
  )
}
