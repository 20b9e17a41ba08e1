import { View } from '@tarojs/components'
import { REFERRAL_STATUSES } from '@quanke/shared/domain/referral'
import { go, routes } from '@/lib/routes'
import { moment } from '@/lib/time'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import type { Placed } from './layout'
import { FRIEND } from './points'

interface PointCardProps {
  node: Placed | null
  /** What the marks of this tree mean; said until one of them is chosen. */
  legend: string
}

/** Who the chosen node is, as far as the agent may know, and what came of it. */
export function PointCard({ node, legend }: PointCardProps) {
  if (!node)
    return (
      <View className="note" id="tree-legend">
        {`点一个圆点，看看是谁、带来了什么。${legend}`}
      </View>
    )
  const { point } = node
  const { clientId } = point
  return (
    <Card list>
      <Cell
        id="tree-point"
        title={point.name ?? FRIEND}
        note={
          <>
            {point.at !== '' && <View>{moment(point.at)}</View>}
            <View>{effectOf(node)}</View>
          </>
        }
        onClick={clientId ? () => go(routes.client({ id: clientId })) : undefined}
      />
    </Card>
  )
}

function effectOf({ point, below, parent }: Placed): string {
  const parts = [
    parent ? `由${parent.point.name ?? FRIEND}${point.status ? '推荐' : '转来'}` : null,
    point.status ? REFERRAL_STATUSES[point.status] : null,
    point.openedBy > 0 ? `${point.openedBy} 位朋友打开` : null,
    point.readBy > 0 ? `${point.readBy} 位读完` : null,
    point.clients > 0 ? `${point.clients} 位成为客户` : null,
    below > 0 ? `下面还有 ${below} 个节点` : null,
  ].filter(Boolean)
  return parts.length > 0 ? parts.join('，') : '还没有人打开'
}
