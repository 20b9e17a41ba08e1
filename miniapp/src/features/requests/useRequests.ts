import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { AskForReferral, CloseRequest, Introduce, RequestView } from '@quanke/shared/contracts/referral-requests'
import type { RequestCategory } from '@quanke/shared/domain/referral-request'
import { usePaged } from '@/lib/usePaged'
import { useKey, useWrite } from '@/lib/useWrite'
import {
  acceptIntroduction,
  askForReferral,
  closeRequest,
  declineIntroduction,
  introduce,
  readGroupRequests,
  readIncoming,
  readMyRequests,
  readProviders,
  readRequest,
  withdrawRequest,
} from './requests.api'

export function useMyRequests(enabled: boolean) {
  return usePaged(['requests', 'mine'], readMyRequests, enabled)
}

/** What members of a group asked its members. */
export function useGroupRequests(groupId: string) {
  return usePaged(['requests', 'group', groupId], (cursor) => readGroupRequests(groupId, cursor))
}

/** The requests that wait for this agent. */
export function useIncoming() {
  return usePaged(['requests', 'incoming'], readIncoming)
}

export function useRequest(id: string) {
  return useQuery({ queryKey: ['request', id], queryFn: () => readRequest(id) })
}

export function useProviders(kind: RequestCategory, words: string) {
  return usePaged(['providers', kind, words], (cursor) => readProviders(kind, words, cursor))
}

export function useAsk(done: (request: RequestView) => void) {
  const keep = useKeepRequest()
  const { key, next } = useKey()
  return useWrite(
    (body: Omit<AskForReferral, 'key'>) => askForReferral({ ...body, key: key() }),
    (request) => (next(), keep(request), done(request)),
  )
}

export function useIntroduce(requestId: string, done: () => void) {
  const keep = useKeepRequest()
  const { key, next } = useKey()
  return useWrite(
    (body: Omit<Introduce, 'key'>) => introduce(requestId, { ...body, key: key() }),
    (request) => (next(), keep(request), done()),
  )
}

export const useAccept = () => useWrite((id: string) => acceptIntroduction(id), useKeepRequest())
export const useDecline = () => useWrite((id: string) => declineIntroduction(id), useKeepRequest())
export const useWithdraw = (id: string) => useWrite(() => withdrawRequest(id), useKeepRequest())

export function useClose(id: string, done: () => void) {
  const keep = useKeepRequest()
  return useWrite(
    (body: CloseRequest) => closeRequest(id, body),
    (request) => (keep(request), done()),
  )
}

/** The answer of every write is the fresh request; lists and the workbench are read anew. */
function useKeepRequest() {
  const cache = useQueryClient()
  return (request: RequestView) => {
    cache.setQueryData(['request', request.id], request)
    void cache.invalidateQueries({ queryKey: ['requests'] })
    void cache.invalidateQueries({ queryKey: ['workbench'] })
    if (request.clientId) void cache.invalidateQueries({ queryKey: ['client', request.clientId] })
  }
}
