import type {
  ClientPhoneView,
  ClientRow,
  ClientView,
  OriginView,
  MatchPhone,
  PhoneMatchView,
  TimelineEntry,
  WorkbenchView,
} from '@quanke/shared/contracts/clients'
import type { Page } from '@quanke/shared/contracts/common'
import { get, post } from '@/lib/request'

export const readWorkbench = () => get<WorkbenchView>('/workbench')
export const readClients = (q: string, cursor?: string) => get<Page<ClientRow>>('/clients', { q, cursor })
export const readClient = (id: string) => get<ClientView>(`/clients/${id}`)
export const readPhone = (id: string) => get<ClientPhoneView>(`/clients/${id}/phone`)
export const readOrigin = (id: string) => get<OriginView>(`/clients/${id}/origin`)
export const readTimeline = (id: string, cursor?: string) =>
  get<Page<TimelineEntry>>(`/clients/${id}/timeline`, { cursor })
export const matchPhone = (body: MatchPhone) => post<PhoneMatchView>('/clients/match', body)
