import { Card } from '@/ui/Card'
import { Section } from '@/ui/Section'
import { RequestCell } from './RequestCell'
import { useGroupRequests } from './useRequests'

/** What members asked this group, so that any member can answer. Nothing at all when nobody asks. */
export function GroupRequests({ groupId }: { groupId: string }) {
  const { items } = useGroupRequests(groupId)
  if (items.length === 0) return null
  return (
    <>
      <Section title="圈友求推荐" />
      <Card list>
        {items.map((request) => (
          <RequestCell key={request.id} request={request} />
        ))}
      </Card>
    </>
  )
}
