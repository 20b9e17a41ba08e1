import { useQueryClient } from '@tanstack/react-query'
import { usePaged } from '@/lib/usePaged'
import { useWrite } from '@/lib/useWrite'
import { nameChatGroup, readChatGroups } from './chat-groups.api'

/** The chat groups in which the agent's cards were opened. */
export function useChatGroups() {
  return usePaged(['chat-groups'], readChatGroups)
}

export function useNameChatGroup(id: string, done: () => void) {
  const cache = useQueryClient()
  return useWrite(
    (name: string) => nameChatGroup(id, { name }),
    () => {
      for (const key of ['chat-groups', 'sources', 'attribution']) void cache.invalidateQueries({ queryKey: [key] })
      done()
    },
  )
}
