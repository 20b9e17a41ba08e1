import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { EditProfile, MeView, VerifyPhone } from '@quanke/shared/contracts/identity'
import type { ChooseAgent } from '@quanke/shared/contracts/organization'
import { useWrite } from '@/lib/useWrite'
import { chooseAgent, editProfile, readAgent, readMe, readOrganization, verifyPhone } from './me.api'

export const ME = ['me']

/** Who the person is here and what they may do. */
export function useMe(enabled = true) {
  return useQuery({ queryKey: ME, queryFn: readMe, staleTime: 30_000, enabled })
}

export function useOrganization() {
  return useQuery({ queryKey: ['organization'], queryFn: readOrganization, staleTime: Infinity })
}

export function useAgent(id: string | null) {
  return useQuery({ queryKey: ['agent', id], queryFn: () => readAgent(id ?? ''), enabled: Boolean(id) })
}

export function useEditProfile(done: () => void) {
  const keep = useKeepMe()
  return useWrite(
    (body: EditProfile) => editProfile(body),
    (me) => (keep(me), done()),
  )
}

export function useVerifyPhone() {
  return useWrite((body: VerifyPhone) => verifyPhone(body), useKeepMe())
}

/** The adviser changes much of what is shown, so everything is read anew. */
export function useChooseAgent(done: () => void) {
  const cache = useQueryClient()
  return useWrite(
    (body: ChooseAgent) => chooseAgent(body),
    async () => {
      await cache.invalidateQueries()
      done()
    },
  )
}

function useKeepMe() {
  const cache = useQueryClient()
  return (me: MeView) => {
    cache.setQueryData(ME, me)
  }
}
