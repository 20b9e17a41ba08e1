import type { Page } from '@quanke/shared/contracts/common'
import type {
  EndProvider,
  ProposeProvider,
  ProviderView,
  RenewProvider,
  VouchForProvider,
} from '@quanke/shared/contracts/providers'
import type { ProviderPart } from '@quanke/shared/domain/provider'
import type { RequestCategory } from '@quanke/shared/domain/referral-request'
import { get, post } from '@/lib/request'

export interface ProviderFilter {
  part?: ProviderPart
  kind?: RequestCategory
  q: string
}

export const readProviders = ({ part, kind, q }: ProviderFilter, cursor?: string) =>
  get<Page<ProviderView>>('/providers', { part, kind, q, cursor })
export const readProvider = (id: string) => get<ProviderView>(`/providers/${id}`)
export const proposeProvider = (body: ProposeProvider) => post<ProviderView>('/providers', body)
export const vouchForProvider = (id: string, body: VouchForProvider) =>
  post<ProviderView>(`/providers/${id}/vouches`, body)
export const renewProvider = (id: string, body: RenewProvider) => post<ProviderView>(`/providers/${id}/renewal`, body)
export const approveProvider = (id: string) => post<ProviderView>(`/providers/${id}/approval`)
export const refuseProvider = (id: string, body: EndProvider) => post<ProviderView>(`/providers/${id}/refusal`, body)
export const withdrawProvider = (id: string, body: EndProvider) =>
  post<ProviderView>(`/providers/${id}/withdrawal`, body)
export const eraseProvider = (id: string) => post<ProviderView>(`/providers/${id}/erasure`)
