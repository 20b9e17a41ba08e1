import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type {
  AcceptReferral,
  GivenReferralView,
  GiveReferral,
  MoveReferral,
  ReceivedReferralView,
  ThankReferrer,
} from '@quanke/shared/contracts/referrals'
import { useKeepOutcome } from '@/features/consents/useConsents'
import { discard } from '@/features/engagement/engagements'
import { forgetArrival } from '@/lib/launch'
import type { AppError } from '@/lib/http'
import { forget } from '@/lib/session'
import { useLookAgain } from '@/lib/useLookAgain'
import { usePaged } from '@/lib/usePaged'
import { useKey, useWrite } from '@/lib/useWrite'
import { openCard } from './open-card'
import { backToOrdinary, makeReady } from './private-message'
import {
  acceptInvitation,
  declineInvitation,
  giveReferral,
  moveReferral,
  putNoticeAway,
  takeCardBack,
  readGiven,
  readReceived,
  readReceivedOne,
  thankReferrer,
} from './referrals.api'

export function useGiven(enabled: boolean) {
  return usePaged(['referrals', 'given'], readGiven, enabled)
}

export function useReceived() {
  return usePaged(['referrals', 'received'], readReceived)
}

export function useReceivedOne(id: string) {
  return useQuery({ queryKey: ['referral', id], queryFn: () => readReceivedOne(id) })
}

export function useInvitation(code: string | null) {
  return useQuery({
    queryKey: ['invitation', code],
    queryFn: () => openCard(code ?? ''),
    enabled: code !== null,
    // What a person is about to decide on must not change under their eyes; whoever opens the card anew sees how it stands then.
    staleTime: Infinity,
    refetchOnMount: 'always',
    gcTime: 0,
  })
}

export function useGive(form: string, done: (given: GivenReferralView) => void) {
  const cache = useQueryClient()
  const { key, next } = useKey(form)
  return useWrite(
    (body: Omit<GiveReferral, 'key'>) => giveReferral({ ...body, key: key() }),
    (given) => {
      next()
      void cache.invalidateQueries({ queryKey: ['referrals'] })
      done(given)
    },
  )
}

/** Makes a card ready to be sent, and leaves the phone's share menu as it was. */
export function usePreparedCard(id: string | null) {
  useEffect(() => (id === null ? undefined : backToOrdinary), [id])
  return useQuery({
    queryKey: ['prepared card', id],
    queryFn: () => makeReady(id ?? ''),
    enabled: id !== null,
    staleTime: Infinity,
    gcTime: 0,
  })
}

export function useTakeBack() {
  const cache = useQueryClient()
  return useWrite(takeCardBack, () => void cache.invalidateQueries({ queryKey: ['referrals'] }))
}

export function usePutAway() {
  const cache = useQueryClient()
  return useWrite(putNoticeAway, () => void cache.invalidateQueries({ queryKey: ['workbench'] }))
}

export function useAcceptInvitation(code: string, done: () => void) {
  const keep = useKeepOutcome()
  return useWrite(
    (body: AcceptReferral) => acceptInvitation(code, body),
    (outcome) => {
      done()
      keep(outcome)
    },
    useLookAgain(['invitation', code], isOver),
  )
}

/** After a no, this phone forgets as well: who this was, what was read, and what was still to be sent. */
export function useDeclineInvitation(code: string, done: () => void) {
  const cache = useQueryClient()
  return useWrite(
    () => declineInvitation(code),
    () => {
      discard()
      forgetArrival(code)
      forget()
      done()
      cache.removeQueries({ type: 'inactive' })
    },
    useLookAgain(['invitation', code], isOver),
  )
}

/** The card cannot be answered any more. */
const isOver = ({ code }: AppError): boolean => code.startsWith('referral_') || code === 'agent_departed'

export const useMove = (id: string, done: () => void) =>
  useKeptReferral((body: MoveReferral) => moveReferral(id, body), done)
export const useThank = (id: string, done: () => void) =>
  useKeptReferral((body: ThankReferrer) => thankReferrer(id, body), done)

function useKeptReferral<In>(write: (body: In) => Promise<ReceivedReferralView>, done: () => void) {
  const cache = useQueryClient()
  return useWrite(write, (referral) => {
    cache.setQueryData(['referral', referral.id], referral)
    void cache.invalidateQueries({ queryKey: ['referrals'] })
    void cache.invalidateQueries({ queryKey: ['workbench'] })
    done()
  })
}
