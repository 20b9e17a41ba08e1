import { MEMBERSHIP_ROLES } from '@quanke/shared/domain/group'
import { dateOn } from '@/lib/time'
import { Avatar } from '@/ui/Avatar'
import { Cell } from '@/ui/Cell'
import { Empty } from '@/ui/Empty'
import { PagedList } from '@/ui/PagedList'
import { Section } from '@/ui/Section'
import { Tag } from '@/ui/Tag'
import { useMembers } from './useGroups'

/** Members by their alias, never by more. */
export function GroupMembers({ groupId }: { groupId: string }) {
  const list = useMembers(groupId, true)
  return (
    <>
      <Section title="成员" />
      <PagedList led list={list} empty={<Empty drawing="people" text="新成员会出现在这里" />}>
        {(member) => (
          <Cell
            key={`${member.alias} ${member.joinedAt}`}
            lead={<Avatar name={member.alias} />}
            title={member.alias}
            note={`${dateOn(member.joinedAt)}加入`}
            value={member.role === 'member' ? undefined : <Tag tone="brand">{MEMBERSHIP_ROLES[member.role]}</Tag>}
          />
        )}
      </PagedList>
    </>
  )
}
