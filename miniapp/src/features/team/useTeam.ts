import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ClientView } from '@quanke/shared/contracts/clients'
import type { AssignOwner } from '@quanke/shared/contracts/organization'
import { usePaged } from '@/lib/usePaged'
import { useWrite } from '@/lib/useWrite'
import { assignOwner, readPool, readTeam } from './team.api'

/** The leader's subtree with its agents. */
export function useTeam(enabled = true) {
  return useQuery({ queryKey: ['team'], queryFn: readTeam, enabled })
}

/** Clients who belong to nobody yet. */
export function usePool() {
  return usePaged(['pool'], readPool)
}

export function useAssign(clientId: string, done: (client: ClientView) => void) {
  const cache = useQueryClient()
  return useWrite(
    (body: AssignOwner) => assignOwner(clientId, body),
    (client) => {
      cache.setQueryData(['client', clientId], client)
      void cache.invalidateQueries({ queryKey: ['pool'] })
      void cache.invalidateQueries({ queryKey: ['team'] })
      void cache.invalidateQueries({ queryKey: ['clients'] })
      done(client)
    },
  )
}
