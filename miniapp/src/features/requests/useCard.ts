import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { AgreeToIntroduction } from '@quanke/shared/contracts/referral-requests'
import type { AppError } from '@/lib/http'
import { useLookAgain } from '@/lib/useLookAgain'
import { usePaged } from '@/lib/usePaged'
import { useWrite } from '@/lib/useWrite'
import { agreeOnCard, readCard, readCards, refuseOnCard, takeBackOnCard } from './requests.api'

/** The introductions of this agent by colleagues. */
export function useCards() {
  return usePaged(['cards'], readCards)
}

export function useCard(code: string) {
  return useQuery({ queryKey: ['card', code], queryFn: () => readCard(code) })
}

export function useAgree(code: string) {
  const cache = useQueryClient()
  const renew = useRenew()
  return useWrite(
    (body: AgreeToIntroduction) => agreeOnCard(code, body),
    (card) => {
      cache.setQueryData(['card', code], card)
      renew()
    },
    useLookAgain(['card', code], isOver),
  )
}

export function useRefuse(code: string, done: () => void) {
  const renew = useRenew()
  return useWrite(
    () => refuseOnCard(code),
    () => (done(), renew()),
    useLookAgain(['card', code], isOver),
  )
}

/** The card cannot be answered any more. */
const isOver = ({ code }: AppError): boolean => code.startsWith('introduction_')

export function useTakeBackOnCard(code: string, done: () => void) {
  const renew = useRenew()
  return useWrite(
    () => takeBackOnCard(code),
    () => (done(), renew()),
  )
}

function useRenew() {
  const cache = useQueryClient()
  return () => {
    void cache.invalidateQueries({ queryKey: ['cards'] })
    void cache.invalidateQueries({ queryKey: ['workbench'] })
  }
}
