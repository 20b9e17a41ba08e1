import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { AgreeToIntroduction } from '@quanke/shared/contracts/referral-requests'
import type { AppError } from '@/lib/http'
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
    useLookAgain(code),
  )
}

export function useRefuse(code: string, done: () => void) {
  const renew = useRenew()
  return useWrite(
    () => refuseOnCard(code),
    () => (done(), renew()),
    useLookAgain(code),
  )
}

/** A card that cannot be answered any more is not what the screen shows. */
function useLookAgain(code: string) {
  const cache = useQueryClient()
  return ({ code: refusal }: AppError) => {
    if (refusal.startsWith('introduction_')) void cache.invalidateQueries({ queryKey: ['card', code] })
  }
}

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
