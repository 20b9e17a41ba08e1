import { View } from '@tarojs/components'
import type { ShareNodeView, ShareReachView } from '@quanke/shared/contracts/shares'
import { SHARE_CHANNELS } from '@quanke/shared/domain/share'
import { go, routes } from '@/lib/routes'
import { ago, moment } from '@/lib/time'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Figure } from '@/ui/Figure'
import { Notice } from '@/ui/Notice'
import { Section } from '@/ui/Section'
import './shares.scss'

/** How far one share went: people, not clicks, and who passed it on to how many. */
export function ReachScreen({ share }: { share: ShareReachView }) {
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
      </Card>
      <Section title={share.deepest > 0 ? `传播路径，最远 ${share.deepest} 层` : '传播路径'} />
      <Card list>
        {share.nodes.map((node) => (
          <Node key={node.id} node={node} />
        ))}
      </Card>
      {share.isCut && <Notice tone="quiet">只显示前 500 个节点</Notice>}
      <Notice tone="quiet">朋友在同意由您服务之前不显示身份。</Notice>
    </>
  )
}

/** Deeper hops stand further in; beyond this they would leave no room for the words on a small phone. */
const DEEPEST_INDENT = 6

function Node({ node }: { node: ShareNodeView }) {
  const { clientId } = node
  const lines = Array.from({ length: Math.min(node.depth, DEEPEST_INDENT) }, (_, index) => index)
  return (
    <Cell
      className="reach-node"
      lead={
        lines.length > 0 ? (
          <View className="row">
            {lines.map((line) => (
              <View key={line} className="tree__line" />
            ))}
          </View>
        ) : null
      }
      title={node.sharer}
      note={`${node.openedBy} 人打开，${node.readBy} 人读完，${ago(node.at)}`}
      onClick={clientId ? () => go(routes.client({ id: clientId })) : undefined}
    />
  )
}
