import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { MyReferralAskView } from '@quanke/shared/contracts/referrals'
import { useFreshOnShow } from '@/lib/usePaged'
import { useKey, useWrite } from '@/lib/useWrite'
import { answerAsk, askClient, preferNotAsked, readMyAsk, readWilling } from './asks.api'

export function useMyAsk(enabled: boolean) {
  return useQuery({ queryKey: ['my ask'], queryFn: readMyAsk, enabled })
}

/** Who said yes to the agent, and has made no card so far. */
export function useWilling() {
  const query = useQuery({ queryKey: ['willing'], queryFn: readWilling })
  useFreshOnShow(query)
  return query
}

export const useAnswerAsk = () => useKept(answerAsk)
export const usePreferNotAsked = () => useKept(preferNotAsked)

function useKept<In>(write: (body: In) => Promise<MyReferralAskView>) {
  const cache = useQueryClient()
  return useWrite(write, (view) => void cache.setQueryData(['my ask'], view))
}

export function useAskClient(clientId: string, done: () => void) {
  const cache = useQueryClient()
  const { key, next } = useKey()
  return useWrite(
    (_: undefined) => askClient({ key: key(), clientId }),
    () => {
      next()
      void cache.invalidateQueries({ queryKey: ['client', clientId] })
      done()
    },
  )
}
