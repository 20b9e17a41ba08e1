import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { GroupView } from '@quanke/shared/contracts/groups'
import { currentShareCode } from '@/lib/launch'
import { usePaged } from '@/lib/usePaged'
import { useWrite } from '@/lib/useWrite'
import { joinGroup, leaveGroup, readGroup, readGroups, readMembers, type GroupsFilter } from './groups.api'

export function useGroups(filter: GroupsFilter) {
  return usePaged(['groups', filter], (cursor) => readGroups(filter, cursor))
}

/** The first of the groups this person is in, for short lists and for choosing. */
export function useMyGroups(enabled = true) {
  return useQuery({
    queryKey: ['groups', 'mine'],
    queryFn: async () => (await readGroups({ mine: true })).items,
    enabled,
  })
}

export function useGroup(id: string | null) {
  return useQuery({ queryKey: ['group', id], queryFn: () => readGroup(id ?? ''), enabled: Boolean(id) })
}

export function useMembers(id: string | null, enabled: boolean) {
  return usePaged(['group', id, 'members'], (cursor) => readMembers(id ?? '', cursor), enabled && Boolean(id))
}

/** The answer of a join is the fresh group; lists and articles that show membership are read anew. */
export function useJoinGroup(id: string, done?: (group: GroupView) => void) {
  const keep = useKeepGroup()
  return useWrite(
    () => joinGroup(id, { shareCode: currentShareCode() ?? undefined }),
    (group) => (keep(group), done?.(group)),
  )
}

export function useLeaveGroup(id: string) {
  return useWrite(() => leaveGroup(id), useKeepGroup())
}

function useKeepGroup() {
  const cache = useQueryClient()
  return (group: GroupView) => {
    cache.setQueryData(['group', group.id], group)
    void cache.invalidateQueries({ queryKey: ['groups'] })
    void cache.invalidateQueries({ queryKey: ['content'] })
    void cache.invalidateQueries({ queryKey: ['group', group.id, 'members'] })
  }
}
