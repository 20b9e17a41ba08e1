import { useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  AskForReferral,
  CloseRequest,
  EditRequest,
  HandOver,
  Introduce,
  RequestView,
  ThankIntroducer,
} from '@quanke/shared/contracts/referral-requests'
import { useLookAgain } from '@/lib/useLookAgain'
import { usePaged } from '@/lib/usePaged'
import { sentenceOf } from '@/lib/http'
import { useKey, useWrite } from '@/lib/useWrite'
import { sendPictures, useUnsentChanged, type ChosenPicture } from './usePictures'
import {
  acceptIntroduction,
  askForReferral,
  closeRequest,
  declineIntroduction,
  editRequest,
  handOver,
  introduce,
  readEscalated,
  readGroupRequests,
  readIncoming,
  readMyRequests,
  readRequest,
  readRequestsOfAgent,
  readThanks,
  takeBackIntroduction,
  thankIntroducer,
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

/** Asks, then sends the pictures. What does not arrive does not undo the request: it is told, and can be sent again on its page. */
export function useAsk(
  form: string,
  pictures: readonly ChosenPicture[],
  done: (request: RequestView, refused: string | null) => void,
) {
  const keep = useKeepRequest()
  const unsentChanged = useUnsentChanged()
  const { key, next } = useKey(form)
  return useWrite(
    async (body: Omit<AskForReferral, 'key'>) => {
      const asked = await askForReferral({ ...body, key: key() })
      const { request, failure } = await sendPictures(asked.id, pictures)
      await unsentChanged(asked.id)
      const refused = failure === null ? null : `已发出。有图片没有传上：${sentenceOf(failure)}`
      return { request: request ?? asked, refused }
    },
    ({ request, refused }) => (next(), keep(request), done(request, refused)),
  )
}

/** What nobody in the leader's teams answered in time. */
export function useEscalated(enabled = true) {
  return usePaged(['requests', 'escalated'], readEscalated, enabled)
}

/** What waits with one agent of the leader's teams. */
export function useRequestsOfAgent(agentId: string) {
  return usePaged(['requests', 'agent', agentId], (cursor) => readRequestsOfAgent(agentId, cursor))
}

/** What others thanked this person for. */
export function useThanksReceived(enabled: boolean) {
  return useQuery({ queryKey: ['requests', 'thanks'], queryFn: readThanks, enabled })
}

export function useIntroduce(form: string, requestId: string, done: (request: RequestView) => void) {
  const keep = useKeepRequest()
  const lookAgain = useRequestAgain()
  const { key, next } = useKey(form)
  return useWrite(
    (body: Omit<Introduce, 'key'>) => introduce(requestId, { ...body, key: key() }),
    (request) => (next(), keep(request), done(request)),
    lookAgain,
  )
}

export const useAccept = () => useWrite((id: string) => acceptIntroduction(id), useKeepRequest(), useRequestAgain())
export const useDecline = () => useWrite((id: string) => declineIntroduction(id), useKeepRequest(), useRequestAgain())
export const useWithdraw = (id: string) => useWrite(() => withdrawRequest(id), useKeepRequest())

export const useTakeBack = () => useWrite((id: string) => takeBackIntroduction(id), useKeepRequest())
export const useEdit = (id: string, done: () => void) => useKept((body: EditRequest) => editRequest(id, body), done)
export const useHandOver = (id: string, done: () => void) => useKept((body: HandOver) => handOver(id, body), done)
export const useThankIntroducer = (id: string, done: () => void) =>
  useKept((body: ThankIntroducer) => thankIntroducer(id, body), done)

function useKept<In>(write: (body: In) => Promise<RequestView>, done: () => void) {
  const keep = useKeepRequest()
  return useWrite(write, (request) => (keep(request), done()))
}

export function useClose(id: string, done: () => void) {
  const keep = useKeepRequest()
  return useWrite(
    (body: CloseRequest) => closeRequest(id, body),
    (request) => (keep(request), done()),
  )
}

/** What the server declined was decided on a screen that is not true any more. */
const useRequestAgain = () => useLookAgain(['request'], ({ isOffline }) => !isOffline)

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
