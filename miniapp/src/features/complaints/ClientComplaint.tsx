import { View } from '@tarojs/components'
import type { ClientComplaintView } from '@quanke/shared/contracts/complaints'
import { COMPLAINT_STATUSES } from '@quanke/shared/domain/complaint'
import { dateOn } from '@/lib/time'
import { Notice } from '@/ui/Notice'

/** What the agent is told of a complaint: that there is one, and to ask for nothing now. */
export function ClientComplaint({ complaint }: { complaint: ClientComplaintView }) {
  const { filedAt, status, isOpen, words } = complaint
  return (
    <Notice id="client-complaint" tone={isOpen ? 'stop' : 'care'}>
      <View>
        {isOpen
          ? `客户${dateOn(filedAt)}有一条投诉，${COMPLAINT_STATUSES[status]}。由主管和客服处理，这段时间请先不要向客户提出请求。`
          : `客户${dateOn(filedAt)}的投诉：${COMPLAINT_STATUSES[status]}。近期请先把事情办好，不要询问转介绍。`}
      </View>
      {words && <View className="gap-small">{`客户的原话：${words}`}</View>}
    </Notice>
  )
}
