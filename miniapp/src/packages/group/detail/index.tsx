import { GroupScreen } from '@/features/groups/GroupScreen'
import { useGroup } from '@/features/groups/useGroups'
import { useSubject } from '@/features/shares/useSubject'
import { Loaded } from '@/ui/Loaded'
import { Page } from '@/ui/Page'

/** One interest group. */
export default function Group() {
  const { id, shareCode } = useSubject('group')
  const group = useGroup(id)
  if (group.data) return <GroupScreen group={group.data} shareCode={shareCode} refresh={group.refetch} />
  return (
    <Page id="group-loading">
      <Loaded query={group}>{() => null}</Loaded>
    </Page>
  )
}
