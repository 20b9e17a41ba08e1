import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import { REQUEST_CATEGORIES, REQUEST_STATUSES, type RequestStatus } from '@quanke/shared/domain/referral-request'
import { go, routes } from '@/lib/routes'
import { moment } from '@/lib/time'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Section } from '@/ui/Section'
import { Tag } from '@/ui/Tag'
import { statusTone } from './labels'
import { useMyRequests } from './useRequests'

const FEW = 3
const UNDER_WAY: readonly RequestStatus[] = ['open', 'answered', 'introduced']

/** How the client's own requests stand: whoever did not ask to be reminded sees here that an answer has come. */
export function UnderWay({ enabled }: { enabled: boolean }) {
  const { items } = useMyRequests(enabled)
  const underWay = items.filter(({ status }) => UNDER_WAY.includes(status))
  if (!enabled || underWay.length === 0) return null
  return (
    <>
      <Section title="我的求推荐" more="全部" moreId="home-requests" onMore={() => go(routes.requests())} />
      <Card list>
        {underWay.slice(0, FEW).map((request) => (
          <Cell
            key={request.id}
            id={`under-way-${request.id}`}
            title={REQUEST_CATEGORIES[request.category]}
            note={nextOf(request)}
            value={<Tag tone={statusTone(request.status)}>{REQUEST_STATUSES[request.status]}</Tag>}
            onClick={() => go(routes.request({ id: request.id }))}
          />
        ))}
      </Card>
    </>
  )
}

/** What comes next, the client's own word first. */
export function nextOf({ status, introductions, answerBy, escalatedAt, helperName }: RequestView): string {
  const waiting = introductions.filter(({ can }) => can.accept).length
  if (waiting > 0) return `${waiting} 位引荐待您确认`
  if (status === 'introduced') return '双方已同意，可以查看联系方式'
  if (status === 'answered') return '等待对方同意'
  if (helperName) return `团队主管已请${helperName}协助回应`
  if (escalatedAt) return '已提醒团队主管'
  return answerBy ? `预计 ${moment(answerBy)} 前会有回应` : '有人引荐后会出现在这里'
}
