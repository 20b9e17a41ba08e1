import { View } from '@tarojs/components'
import type { ComplaintView } from '@quanke/shared/contracts/complaints'
import { COMPLAINT_ABOUT, COMPLAINT_MOVES, COMPLAINT_STATUSES } from '@quanke/shared/domain/complaint'
import { limits } from '@quanke/shared/domain/limits'
import { RemindMe } from '@/features/messages/RemindMe'
import { sure, tell } from '@/lib/tell'
import { moment } from '@/lib/time'
import { dropDraft, useDraft } from '@/lib/useDraft'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Field } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { Tag } from '@/ui/Tag'
import { deadlineWords, statusTone } from './labels'
import { Steps } from './Steps'
import { useAccept, useAnswer, useShare } from './useComplaints'

/** One complaint for whoever handles it: what is wrong, until when, and the next thing to do. */
export function HandleScreen({ complaint }: { complaint: ComplaintView }) {
  const form = `answer ${complaint.id}`
  const [words, setWords] = useDraft(form, 'words', '')
  const answer = useAnswer(form, complaint.id, () => {
    setWords('')
    dropDraft(form)
    tell('已答复')
  })
  const said = words.trim()
  const bar = complaint.can.accept ? (
    <AcceptBar id={complaint.id} />
  ) : (
    complaint.can.answer && (
      <BottomBar error={answer.barError('words')}>
        <Button
          id="answer-submit"
          disabled={Array.from(said).length < limits.tellingWords}
          busy={answer.isBusy}
          onClick={() => answer.run({ words: said })}
        >
          答复客户
        </Button>
      </BottomBar>
    )
  )
  const deadline = deadlineWords(complaint)
  return (
    <Page id="handle" bar={bar}>
      <Card>
        <View className="row">
          <View className="row__main head">
            {`${complaint.clientName ?? '一位已撤回授权的客户'}：${COMPLAINT_ABOUT[complaint.about]}`}
          </View>
          <Tag tone={statusTone(complaint.status)}>{COMPLAINT_STATUSES[complaint.status]}</Tag>
        </View>
        <View className="words gap-small">{complaint.words}</View>
        <View className="note gap-small">
          {`${moment(complaint.filedAt)}提交${complaint.agentName ? `，当时由 ${complaint.agentName} 服务` : ''}`}
        </View>
      </Card>
      {deadline && (
        <Notice id="handle-deadline" tone={complaint.isLate ? 'stop' : 'care'}>
          {deadline}
        </Notice>
      )}
      {complaint.can.answer && (
        <Card>
          <Field
            id="answer-words"
            label="答复"
            hint="客户会看到全文，由客户确认是否解决"
            placeholder="核实了什么，怎样解决，何时办好"
            value={words}
            onChange={setWords}
            max={limits.words}
            multiline
            error={answer.fieldError('words')}
          />
        </Card>
      )}
      <Share complaint={complaint} />
      <Steps steps={complaint.steps} />
      {COMPLAINT_MOVES[complaint.status].length > 0 && (
        <RemindMe id="handle-remind" use="complaint" about={`${complaint.id} ${complaint.steps.length}`}>
          有进展时提醒我
        </RemindMe>
      )}
    </Page>
  )
}

function AcceptBar({ id }: { id: string }) {
  const accept = useAccept(id, () => tell('已受理'))
  return (
    <BottomBar note="受理后客户会看到有人在处理" error={accept.error?.message}>
      <Button id="accept-submit" busy={accept.isBusy} onClick={() => accept.run(undefined)}>
        受理
      </Button>
    </BottomBar>
  )
}

/** The agent knows that there is a complaint, and reads it only when it is shared. */
function Share({ complaint: { id, agentName, isShared, can } }: { complaint: ComplaintView }) {
  const share = useShare(id, () => tell('已转告'))
  if (agentName === null) return null
  if (isShared) return <Notice tone="quiet">{`${agentName} 已可以看到客户的原话。`}</Notice>
  if (!can.share) return null
  const ask = async (): Promise<void> => {
    if (await sure(`${agentName} 会看到客户的原话，不能收回。`, '转告')) share.run(undefined)
  }
  return (
    <>
      <Card list>
        <Cell
          id="handle-share"
          title="转告内容给代理人"
          note={`${agentName} 目前只知道有一条投诉`}
          onClick={() => void ask()}
        />
      </Card>
      {share.error && <Notice tone="stop">{share.error.message}</Notice>}
    </>
  )
}
