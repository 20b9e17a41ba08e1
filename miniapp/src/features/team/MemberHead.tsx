import { View } from '@tarojs/components'
import type { TeamAgentView } from '@quanke/shared/contracts/organization'
import { go, routes } from '@/lib/routes'
import { Avatar } from '@/ui/Avatar'
import { Card } from '@/ui/Card'
import { Cell } from '@/ui/Cell'
import { Figure } from '@/ui/Figure'
import { Tag } from '@/ui/Tag'

/** Who it is, how many clients there are, and the ways into this agent's figures. */
export function MemberHead({ agent, teamName }: { agent: TeamAgentView; teamName: string }) {
  const { id, name, title, isActive, clientCount, newClientCount, lateRequestCount } = agent
  return (
    <>
      <Card>
        <View className="row">
          <Avatar name={name} large />
          <View className="row__main">
            <View className="title">{name}</View>
            <View className="note">{`${title}，${teamName}`}</View>
          </View>
          {!isActive && <Tag tone="care">已离职</Tag>}
        </View>
        <View className="figures gap">
          <Figure id="member-clients" value={clientCount} unit="位" label="客户" />
          <Figure id="member-new" value={newClientCount} unit="位" label="新客户" />
          <Figure id="member-late" value={lateRequestCount} unit="条" label="已过回应时间" />
        </View>
      </Card>
      <Card list>
        <Cell
          id="member-sources"
          title="来源看板"
          note="朋友从哪里来，走到了哪一步"
          onClick={() => go(routes.sources({ agentId: id }))}
        />
        <Cell
          id="member-attribution"
          title="归因对比"
          note="同一批结果，六种算法并排看"
          onClick={() => go(routes.attribution({ agentId: id }))}
        />
      </Card>
    </>
  )
}
