import { View } from '@tarojs/components'
import type { AgentCard } from '@quanke/shared/contracts/identity'
import { Avatar } from '@/ui/Avatar'
import { Tag } from '@/ui/Tag'
import './adviser.scss'

/** Who the adviser is, with the licence line that must always be seen. */
export function AdviserCard({ agent, onClick }: { agent: AgentCard; onClick?: () => void }) {
  return (
    <View className="adviser" id="adviser-card" onClick={onClick}>
      <View className="row">
        <Avatar name={agent.name} large />
        <View className="row__main">
          <View className="tags">
            <View className="head">{agent.name}</View>
            <Tag tone="brand">{agent.title}</Tag>
            {!agent.isActive && <Tag tone="care">已离职</Tag>}
          </View>
          <View className="note">{`${agent.company} ${agent.teamName}`}</View>
        </View>
      </View>
      {agent.intro && <View className="words gap">{agent.intro}</View>}
      <LicenceLine agent={agent} />
    </View>
  )
}

/** The quiet footer of everything an agent passes on. */
export function LicenceLine({ agent }: { agent: AgentCard }) {
  return (
    <View className="adviser__licence">{`执业信息：${agent.company} ${agent.name} 执业证编号 ${agent.licenceNumber}`}</View>
  )
}
