import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import { REQUEST_CATEGORIES, REQUEST_STATUSES } from '@quanke/shared/domain/referral-request'
import { go, routes } from '@/lib/routes'
import { ago } from '@/lib/time'
import { Cell } from '@/ui/Cell'
import { Tag } from '@/ui/Tag'
import { statusTone } from './labels'

/** A request in a list: what for, by whom and since when, how it stands. */
export function RequestCell({ request }: { request: RequestView }) {
  const by = request.askedBy ? `${request.askedBy}，` : ''
  return (
    <Cell
      id={`request-${request.id}`}
      className="request-cell"
      title={`${REQUEST_CATEGORIES[request.category]}：${request.words}`}
      note={`${by}${ago(request.askedAt)}`}
      value={<Tag tone={statusTone(request.status)}>{REQUEST_STATUSES[request.status]}</Tag>}
      onClick={() => go(routes.request({ id: request.id }))}
    />
  )
}
