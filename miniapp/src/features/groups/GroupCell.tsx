import type { GroupRow } from '@quanke/shared/contracts/groups'
import { Avatar } from '@/ui/Avatar'
import { Cell } from '@/ui/Cell'
import { Tag } from '@/ui/Tag'
import { go, routes } from '@/lib/routes'

/** A group in a list; the whole row leads to it. */
export function GroupCell({ group }: { group: GroupRow }) {
  return (
    <Cell
      id={`group-${group.id}`}
      className="group-cell"
      lead={<Avatar name={group.name} square />}
      title={group.name}
      note={`${group.memberCount > 0 ? `${group.memberCount} 位成员` : '新圈子'}，${group.topicWords}`}
      value={group.membership === 'active' ? <Tag tone="ok">已加入</Tag> : undefined}
      onClick={() => go(routes.group({ id: group.id }))}
    />
  )
}
