import { useState } from 'react'
import { COMPLAINT_ABOUT, COMPLAINT_STATUSES, type ComplaintQueue } from '@quanke/shared/domain/complaint'
import { ComplaintCell } from '@/features/complaints/ComplaintCell'
import { deadlineWords, queueOptions, statusTone } from '@/features/complaints/labels'
import { useComplaints } from '@/features/complaints/useComplaints'
import { go, routes } from '@/lib/routes'
import { dateOn } from '@/lib/time'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'
import { Tabs } from '@/ui/Tabs'

const EMPTY: Record<ComplaintQueue, string> = {
  waiting: '没有待答复的投诉',
  answered: '答复后等客户确认的会出现在这里',
  closed: '客户确认过的会出现在这里',
}

/** Complaints for those who handle them: the one first whose answer is due first. */
export default function Queue() {
  const [show, setShow] = useState<ComplaintQueue>('waiting')
  const list = useComplaints(show)
  return (
    <Page id="complaint-queue">
      <Tabs id="queue-show" options={queueOptions} value={show} onChange={setShow} />
      <PagedList list={list} empty={<Empty text={EMPTY[show]} />}>
        {(one) => (
          <ComplaintCell
            key={one.id}
            id={`complaint-${one.id}`}
            title={`${one.clientName ?? '已撤回授权的客户'}：${COMPLAINT_ABOUT[one.about]}`}
            words={one.words}
            note={`${deadlineWords(one) ?? `${dateOn(one.filedAt)}提交`}${one.agentName ? `，${one.agentName} 的客户` : ''}`}
            status={one.isLate ? '已逾期' : COMPLAINT_STATUSES[one.status]}
            tone={one.isLate ? 'stop' : statusTone(one.status)}
            onClick={() => go(routes.handleComplaint({ id: one.id }))}
          />
        )}
      </PagedList>
    </Page>
  )
}
