import type { Done, Page } from '@quanke/shared/contracts/common'
import type {
  AgreeToIntroduction,
  AskForReferral,
  CloseRequest,
  EditRequest,
  HandOver,
  Introduce,
  IntroductionCardView,
  RequestView,
  ThankIntroducer,
  ThanksReceivedList,
} from '@quanke/shared/contracts/referral-requests'
import { get, post, put } from '@/lib/request'

export const readMyRequests = (cursor?: string) => get<Page<RequestView>>('/referral-requests', { cursor })
export const readIncoming = (cursor?: string) => get<Page<RequestView>>('/requests/received', { cursor })
export const readGroupRequests = (groupId: string, cursor?: string) =>
  get<Page<RequestView>>(`/groups/${groupId}/requests`, { cursor })
export const readRequest = (id: string) => get<RequestView>(`/referral-requests/${id}`)
export const askForReferral = (body: AskForReferral) => post<RequestView>('/referral-requests', body)
export const withdrawRequest = (id: string) => post<RequestView>(`/referral-requests/${id}/withdrawal`)
export const closeRequest = (id: string, body: CloseRequest) =>
  post<RequestView>(`/referral-requests/${id}/closing`, body)
export const introduce = (id: string, body: Introduce) =>
  post<RequestView>(`/referral-requests/${id}/introductions`, body)
export const acceptIntroduction = (id: string) => post<RequestView>(`/introductions/${id}/acceptance`)
export const declineIntroduction = (id: string) => post<RequestView>(`/introductions/${id}/refusal`)
export const editRequest = (id: string, body: EditRequest) => put<RequestView>(`/referral-requests/${id}`, body)
export const readRequestsOfAgent = (agentId: string, cursor?: string) =>
  get<Page<RequestView>>(`/team/agents/${agentId}/requests`, { cursor })
export const readEscalated = (cursor?: string) => get<Page<RequestView>>('/requests/escalated', { cursor })
export const handOver = (id: string, body: HandOver) => post<RequestView>(`/referral-requests/${id}/helper`, body)
export const takeBackIntroduction = (id: string) => post<RequestView>(`/introductions/${id}/withdrawal`)
export const readThanks = () => get<ThanksReceivedList>('/introductions/thanks')
export const thankIntroducer = (id: string, body: ThankIntroducer) =>
  post<RequestView>(`/introductions/${id}/thanks`, body)
export const readCards = (cursor?: string) => get<Page<IntroductionCardView>>('/introductions/received', { cursor })
export const readCard = (code: string) => get<IntroductionCardView>(`/introductions/cards/${code}`)
export const agreeOnCard = (code: string, body: AgreeToIntroduction) =>
  post<IntroductionCardView>(`/introductions/cards/${code}/agreement`, body)
export const refuseOnCard = (code: string) => post<Done>(`/introductions/cards/${code}/refusal`)
export const takeBackOnCard = (code: string) => post<Done>(`/introductions/cards/${code}/withdrawal`)
