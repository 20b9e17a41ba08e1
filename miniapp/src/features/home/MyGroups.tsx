import type { GroupRow } from '@quanke/shared/contracts/groups'
import { GroupCell } from '@/features/groups/GroupCell'
import { goTab, tabs } from '@/lib/routes'
import { Card } from '@/ui/Card'
import { Section } from '@/ui/Section'

const FEW = 3

/** The groups this person is in; nothing at all for who is in none, since the tab 圈子 is there for that. */
export function MyGroups({ groups }: { groups: GroupRow[] }) {
  if (groups.length === 0) return null
  return (
    <>
      <Section title="我的圈子" more="全部圈子" moreId="home-groups" onMore={() => goTab(tabs.groups)} />
      <Card list>
        {groups.slice(0, FEW).map((group) => (
          <GroupCell key={group.id} group={group} />
        ))}
      </Card>
    </>
  )
}
