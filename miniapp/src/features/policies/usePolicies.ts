import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { CorrectPolicy, PolicyView, RecordPolicy, TakePolicyBack } from '@quanke/shared/contracts/policies'
import { usePaged } from '@/lib/usePaged'
import { useKey, useWrite } from '@/lib/useWrite'
import { correctPolicy, readMyPolicies, readPolicies, readPolicy, recordPolicy, takePolicyBack } from './policies.api'

export const useMyPolicies = () => usePaged(['policies', 'mine'], readMyPolicies)

export const usePolicies = (clientId: string) =>
  usePaged(['client', clientId, 'policies'], (cursor) => readPolicies(clientId, cursor))

export const usePolicy = (id: string) =>
  useQuery({ queryKey: ['policy', id], queryFn: () => readPolicy(id), enabled: id !== '' })

export function useRecordPolicy(form: string, clientId: string, done: () => void) {
  const keep = useKeepPolicy(clientId)
  const { key, next } = useKey(form)
  return useWrite(
    (body: Omit<RecordPolicy, 'key'>) => recordPolicy(clientId, { ...body, key: key() }),
    (policy) => (next(), keep(policy), done()),
  )
}

export function useCorrectPolicy(clientId: string, id: string, done: () => void) {
  const keep = useKeepPolicy(clientId)
  return useWrite(
    (body: CorrectPolicy) => correctPolicy(id, body),
    (policy) => (keep(policy), done()),
  )
}

export function useTakePolicyBack(clientId: string, done: () => void) {
  const keep = useKeepPolicy(clientId)
  return useWrite(
    ({ id, ...body }: TakePolicyBack & { id: string }) => takePolicyBack(id, body),
    (policy) => (keep(policy), done()),
  )
}

/** A policy changes the client's page, the story on it, and what came of the sources. */
function useKeepPolicy(clientId: string) {
  const cache = useQueryClient()
  return (policy: PolicyView) => {
    cache.setQueryData(['policy', policy.id], policy)
    for (const queryKey of [
      ['client', clientId],
      ['workbench'],
      ['referral'],
      ['referrals'],
      ['sources'],
      ['attribution'],
    ])
      void cache.invalidateQueries({ queryKey })
  }
}
