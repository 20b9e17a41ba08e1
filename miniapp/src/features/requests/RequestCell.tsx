import { View } from '@tarojs/components'
import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import { REQUEST_CATEGORIES, REQUEST_STATUSES, URGENCIES } from '@quanke/shared/domain/referral-request'
import { go, routes } from '@/lib/routes'
import { ago } from '@/lib/time'
import { Tag } from '@/ui/Tag'
import { statusTone } from './labels'
import './requests.scss'

/** A request in a list: what for, by whom and since when, how it stands. */
export function RequestCell({ request }: { request: RequestView }) {
  const by = request.askedBy ? `${request.askedBy}，` : ''
  return (
    <View
      id={`request-${request.id}`}
      className="cell request-cell"
      hoverClass="cell--press"
      onClick={() => go(routes.request({ id: request.id }))}
    >
      <View className="cell__main">
        <View className="request-cell__line">
          <View className="cell__title">{REQUEST_CATEGORIES[request.category]}</View>
          {request.isDueSoon ? (
            <Tag tone="care">{request.escalatedAt ? '已过回应时间' : '快到回应时间'}</Tag>
          ) : (
            <Tag tone={statusTone(request.status)}>{REQUEST_STATUSES[request.status]}</Tag>
          )}
        </View>
        <View className="cell__excerpt">{request.words}</View>
        <View className="cell__note">{`${by}${ago(request.askedAt)}，${URGENCIES[request.urgency]}`}</View>
      </View>
    </View>
  )
}
