import type { Page } from '@quanke/shared/contracts/common'
import type {
  CorrectPolicy,
  MyPolicyView,
  PolicyView,
  RecordPolicy,
  TakePolicyBack,
} from '@quanke/shared/contracts/policies'
import { get, post, put } from '@/lib/request'

export const readMyPolicies = (cursor?: string) => get<Page<MyPolicyView>>('/policies/mine', { cursor })
export const readPolicies = (clientId: string, cursor?: string) =>
  get<Page<PolicyView>>(`/clients/${clientId}/policies`, { cursor })
export const readPolicy = (id: string) => get<PolicyView>(`/policies/${id}`)
export const recordPolicy = (clientId: string, body: RecordPolicy) =>
  post<PolicyView>(`/clients/${clientId}/policies`, body)
export const correctPolicy = (id: string, body: CorrectPolicy) => put<PolicyView>(`/policies/${id}`, body)
export const takePolicyBack = (id: string, body: TakePolicyBack) => post<PolicyView>(`/policies/${id}/withdrawal`, body)
