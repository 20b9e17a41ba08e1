import type { Page } from '@quanke/shared/contracts/common'
import type {
  AskForReferral,
  CloseRequest,
  Introduce,
  ProviderView,
  RequestView,
} from '@quanke/shared/contracts/referral-requests'
import type { RequestCategory } from '@quanke/shared/domain/referral-request'
import { get, post } from '@/lib/request'

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
export const readProviders = (kind: RequestCategory, q: string, cursor?: string) =>
  get<Page<ProviderView>>('/providers', { kind, q, cursor })
