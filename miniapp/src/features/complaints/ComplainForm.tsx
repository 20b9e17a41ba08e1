import { limits } from '@quanke/shared/domain/limits'
import type { ComplaintAbout } from '@quanke/shared/domain/complaint'
import { routes } from '@/lib/routes'
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
import { aboutOptions } from './labels'
import { useFileComplaint } from './useComplaints'

const FORM = 'complain'

/** A client says what is wrong. Plain: what for, in own words, and who reads it. */
export function ComplainForm() {
  const [about, setAbout] = useDraft<ComplaintAbout | null>(FORM, 'about', null)
  const [words, setWords] = useDraft(FORM, 'words', '')
  const leave = useLeave()
  const file = useFileComplaint(FORM, (complaint) => {
    dropDraft(FORM)
    tell('已收到')
    leave.replace(routes.complaint({ id: complaint.id }))
  })
  const missing =
    about === null
      ? '请选择哪一方面'
      : Array.from(words.trim()).length < limits.tellingWords
        ? '请写下发生了什么，至少 5 个字'
        : null
  const bar = (
    <BottomBar note={missing ?? undefined} error={file.barError('about', 'words')}>
      <Button
        id="complain-submit"
        disabled={missing !== null}
        busy={file.isBusy}
        onClick={() => about && file.run({ about, words: words.trim() })}
      >
        提交
      </Button>
    </BottomBar>
  )
  return (
    <Page id="complain" bar={bar}>
      <Card>
        <Picks
          id="complain-about"
          label="哪一方面"
          options={aboutOptions}
          value={about}
          onChange={setAbout}
          error={file.fieldError('about')}
        />
        <Field
          id="complain-words"
          label="发生了什么，希望怎样解决"
          placeholder="例如：约好的时间改了两次，都没有提前告诉我"
          value={words}
          onChange={setWords}
          max={limits.words}
          multiline
          error={file.fieldError('words')}
        />
      </Card>
      <Notice tone="quiet">
        提交后立即收到，并告诉您最晚哪天答复。由团队主管和客服人员处理，不由相关的代理人处理；代理人只知道有一条投诉，处理人认为需要时才会转告内容。是否解决，由您说了算。
      </Notice>
    </Page>
  )
}
