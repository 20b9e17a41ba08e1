import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ShareReachView } from '@quanke/shared/contracts/shares'
import { SHARE_CHANNELS } from '@quanke/shared/domain/share'
import type { Placed } from '@/features/sources/tree/layout'
import { PointCard } from '@/features/sources/tree/PointCard'
import { TreeView } from '@/features/sources/tree/TreeView'
import { useShareTree } from '@/features/sources/useSources'
import { moment } from '@/lib/time'
import { Card } from '@/ui/Card'
import { Figure } from '@/ui/Figure'
import { Loaded } from '@/ui/Loaded'
import { Notice } from '@/ui/Notice'
import { Section } from '@/ui/Section'
import { ShareTree } from './ShareTree'

/** How far one share went: people, not clicks, and who passed it on to how many, drawn and as a list. */
export function ReachScreen({ share }: { share: ShareReachView }) {
  const tree = useShareTree(share.id)
  const [chosen, setChosen] = useState<Placed | null>(null)
  return (
    <>
      <Card>
        <View className="head">{share.title}</View>
        <View className="note gap-small">{`${SHARE_CHANNELS[share.channel]}，${moment(share.createdAt)}`}</View>
        <View className="figures gap">
          <Figure id="reach-opened" value={share.openedBy} unit="人" label="打开" />
          <Figure id="reach-read" value={share.readBy} unit="人" label="读完" />
          <Figure id="reach-passed" value={share.passedOnBy} unit="人" label="转发" />
          <Figure id="reach-clients" value={share.becameClients} unit="位" label="成为客户" />
        </View>
        {share.assists > 0 && (
          <View className="note gap-small" id="reach-assists">
            {`助攻：其中 ${share.assists} 位是其他代理人的客户，归属不变`}
          </View>
        )}
      </Card>
      <Section title={share.deepest > 0 ? `传播路径，最远 ${share.deepest} 层` : '传播路径'} />
      <Loaded query={tree}>
        {({ points, total }) => (
          <>
            {points.length > 1 && (
              <>
                <Card>
                  <TreeView id="share-tree" points={points} chosen={chosen?.point.id ?? null} onChoose={setChosen} />
                </Card>
                <PointCard
                  node={chosen}
                  legend="蓝点是您的客户，其他是朋友；空心的转出后还没有人打开，外面一圈的带来了客户。"
                />
              </>
            )}
            <ShareTree points={points} />
            {points.length < total && <Notice tone="quiet">{`只显示前 ${points.length} 个节点`}</Notice>}
          </>
        )}
      </Loaded>
      <Notice tone="quiet">朋友在同意由您服务之前不显示身份。</Notice>
    </>
  )
}
