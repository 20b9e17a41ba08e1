import { COMPLAINT_ABOUT } from '@quanke/shared/domain/complaint'
import { ComplaintCell } from '@/features/complaints/ComplaintCell'
import { deadlineWords, ownStatus, statusTone } from '@/features/complaints/labels'
import { useMyComplaints } from '@/features/complaints/useComplaints'
import { useMe } from '@/features/me/useMe'
import { go, routes } from '@/lib/routes'
import { dateOn } from '@/lib/time'
import { BottomBar } from '@/ui/BottomBar'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { Page } from '@/ui/Page'
import { PagedList } from '@/ui/PagedList'

/** What a person complained about and suggested, and how each stands. */
export default function Complaints() {
  const list = useMyComplaints()
  const me = useMe()
  const bar = me.data?.can.complain && (
    <BottomBar>
      <Button id="complaints-new" onClick={() => go(routes.complain())}>
        提交投诉或建议
      </Button>
    </BottomBar>
  )
  return (
    <Page id="complaints" bar={bar}>
      <PagedList
        list={list}
        empty={
          <Empty
            text="您提交的投诉与建议会出现在这里"
            note={
              me.data && !me.data.can.complain
                ? '由代理人为您服务之后，可以在这里提交。'
                : '提交后立即收到，并告诉您最晚哪天答复。'
            }
          />
        }
      >
        {(one) => (
          <ComplaintCell
            key={one.id}
            id={`complaint-${one.id}`}
            title={COMPLAINT_ABOUT[one.about]}
            words={one.words}
            note={`${dateOn(one.filedAt)}提交${one.answerBy ? `，${deadlineWords(one)}` : ''}`}
            status={ownStatus(one.status)}
            tone={statusTone(one.status)}
            onClick={() => go(routes.complaint({ id: one.id }))}
          />
        )}
      </PagedList>
    </Page>
  )
}
