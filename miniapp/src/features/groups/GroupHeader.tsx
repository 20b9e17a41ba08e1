import { View } from '@tarojs/components'
import type { GroupView } from '@quanke/shared/contracts/groups'
import { LicenceLine } from '@/features/me/AdviserCard'
import { Avatar } from '@/ui/Avatar'
import { Card } from '@/ui/Card'
import { Tag } from '@/ui/Tag'

/** What the group is about, how many are in it, and who hosts it. */
export function GroupHeader({ group }: { group: GroupView }) {
  return (
    <Card>
      <View className="row">
        <Avatar name={group.name} large square />
        <View className="row__main">
          <View className="title">{group.name}</View>
          <View className="tags">
            <View className="note">{`${group.memberCount} 位成员`}</View>
            {group.membership === 'active' && <Tag tone="ok">已加入</Tag>}
            {!group.isOpen && <Tag tone="care">暂不接受新成员</Tag>}
          </View>
        </View>
      </View>
      <View className="words gap">{group.intro}</View>
      <View className="note gap-small">{`话题：${group.topicWords}`}</View>
      <View className="note gap-small">{`圈主：${group.host.name} ${group.host.title}`}</View>
      <LicenceLine agent={group.host} />
    </Card>
  )
}
