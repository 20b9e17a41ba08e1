import { View } from '@tarojs/components'
import { useState } from 'react'
import type { MyComplaintView } from '@quanke/shared/contracts/complaints'
import { BEYOND_US, COMPLAINT_ABOUT } from '@quanke/shared/domain/complaint'
import { limits } from '@quanke/shared/domain/limits'
import { RemindMe } from '@/features/messages/RemindMe'
import { tell } from '@/lib/tell'
import { moment } from '@/lib/time'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { Tag } from '@/ui/Tag'
import { WordsSheet } from '@/ui/WordsSheet'
import { deadlineWords, ownStatus, statusTone } from './labels'
import { Steps } from './Steps'
import { useJudge } from './useComplaints'

/** What the client wrote, until when it is answered, what was answered, and the client's own word on it. */
export function MyComplaintScreen({ complaint }: { complaint: MyComplaintView }) {
  const deadline = deadlineWords(complaint)
  return (
    <Page id="complaint">
      <Card>
        <View className="row">
          <View className="row__main head">{COMPLAINT_ABOUT[complaint.about]}</View>
          <Tag tone={statusTone(complaint.status)}>{ownStatus(complaint.status)}</Tag>
        </View>
        <View className="words gap-small">{complaint.words}</View>
        <View className="note gap-small">{`${moment(complaint.filedAt)}提交，编号 ${complaint.id}`}</View>
      </Card>
      {deadline && (
        <Notice id="complaint-deadline" tone={complaint.isLate ? 'stop' : 'care'}>
          {complaint.isLate ? `${deadline}，已转上一级处理` : deadline}
        </Notice>
      )}
      {complaint.status === 'unsolved' && <Notice id="complaint-beyond">{BEYOND_US}</Notice>}
      {complaint.can.judge && <Judge complaint={complaint} />}
      <Steps steps={complaint.steps} />
      {deadline && (
        <RemindMe id="complaint-remind" use="complaint" about={`${complaint.id} ${complaint.steps.length}`}>
          有答复时提醒我
        </RemindMe>
      )}
    </Page>
  )
}

/** Saying no is as easy as saying yes. */
function Judge({ complaint: { id, steps, can } }: { complaint: MyComplaintView }) {
  const answer = [...steps].reverse().find(({ step }) => step === 'answered')
  const [open, setOpen] = useState(false)
  const judge = useJudge(id, ({ status }) => {
    setOpen(false)
    tell(status === 'solved' ? '谢谢您告诉我们' : '已记下您的意见')
  })
  return (
    <Card id="complaint-judge">
      <View className="head">答复</View>
      <View className="words gap-small">{answer?.words}</View>
      <View className="head gap">这次答复解决了吗</View>
      {judge.error && !open && (
        <View className="gap">
          <Notice tone="stop">{judge.error.message}</Notice>
        </View>
      )}
      <View className="gap row">
        <Button
          id="judge-solved"
          kind="plain"
          busy={judge.isBusy && !open}
          onClick={() => judge.run({ isSolved: true })}
        >
          已解决
        </Button>
        <Button id="judge-unsolved" kind="plain" onClick={() => setOpen(true)}>
          没有解决
        </Button>
      </View>
      <UnsolvedSheet open={open} canReopen={can.reopen} judge={judge} onClose={() => setOpen(false)} />
    </Card>
  )
}

interface UnsolvedSheetProps {
  open: boolean
  canReopen: boolean
  judge: ReturnType<typeof useJudge>
  onClose: () => void
}

function UnsolvedSheet({ open, canReopen, judge, onClose }: UnsolvedSheetProps) {
  return (
    <WordsSheet
      id="unsolved"
      title="没有解决"
      open={open}
      onClose={onClose}
      label="还有什么没有解决"
      placeholder="可以不填"
      max={limits.words}
      fewest={0}
      write={judge}
      bodyOf={(words) => ({ isSolved: false, ...(words ? { words } : {}) })}
      submit={canReopen ? '请重新处理' : '结束'}
    >
      <Notice tone="quiet">
        {canReopen ? '会重新处理一次，并再给您一个答复的期限。' : `这件事会以「没有解决」结束。${BEYOND_US}`}
      </Notice>
      <View className="gap" />
    </WordsSheet>
  )
}
