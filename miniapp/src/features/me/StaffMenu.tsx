import type { MeView } from '@quanke/shared/contracts/identity'
import { go, routes } from '@/lib/routes'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'

/** Whom the server lets decide what no leader can. */
const DECIDE_EXCEPTIONS: readonly string[] = ['compliance', 'administrator']

/** Staff who handle complaints; leaders do from their workbench. */
const HANDLE_COMPLAINTS: readonly string[] = ['service_desk', 'compliance']

/** The ways into the work of staff; nothing for anybody else. */
export function StaffMenu({ me }: { me: MeView }) {
  const decides = DECIDE_EXCEPTIONS.includes(me.staffRole ?? '')
  const handles = HANDLE_COMPLAINTS.includes(me.staffRole ?? '')
  if (!me.can.review && !decides && !handles) return null
  return (
    <Card list>
      {me.can.review && (
        <>
          <Cell id="me-events" title="活动审核" onClick={() => go(routes.hostedEvents({ list: 'review' }))} />
          <Cell id="me-providers" title="服务伙伴审核" onClick={() => go(routes.providers({ part: 'proposed' }))} />
        </>
      )}
      {decides && (
        <Cell
          id="me-cases"
          title="归属裁定"
          note="没有共同主管的归属争议"
          onClick={() => go(routes.cases({ queue: 'waiting' }))}
        />
      )}
      {handles && <Cell id="me-complaint-queue" title="投诉处理" onClick={() => go(routes.complaintQueue())} />}
    </Card>
  )
}
