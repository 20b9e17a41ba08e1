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

export const readMyRequests = (cursor?: string) => get<Page<RequestView>>('/requests', { cursor })
export const readIncoming = (cursor?: string) => get<Page<RequestView>>('/requests/incoming', { cursor })
export const readRequest = (id: string) => get<RequestView>(`/requests/${id}`)
export const askForReferral = (body: AskForReferral) => post<RequestView>('/requests', body)
export const withdrawRequest = (id: string) => post<RequestView>(`/requests/${id}/withdraw`)
export const closeRequest = (id: string, body: CloseRequest) => post<RequestView>(`/requests/${id}/close`, body)
export const introduce = (id: string, body: Introduce) => post<RequestView>(`/requests/${id}/introductions`, body)
export const acceptIntroduction = (id: string) => post<RequestView>(`/introductions/${id}/accept`)
export const declineIntroduction = (id: string) => post<RequestView>(`/introductions/${id}/decline`)
export const readProviders = (kind: RequestCategory, q: string, cursor?: string) =>
  get<Page<ProviderView>>('/providers', { kind, q, cursor })
