import type { Page } from '@quanke/shared/contracts/common'
import type {
  CheckInCodeView,
  DraftEvent,
  EditEvent,
  EventRow,
  EventView,
  RegisterForEvent,
  RegistrationRow,
} from '@quanke/shared/contracts/events'
import type { AttendanceMark, EventList } from '@quanke/shared/domain/event'
import { del, get, post, put } from '@/lib/request'

export const readEvents = (list: EventList, cursor?: string, limit?: number) =>
  get<Page<EventRow>>('/events', { list, cursor, limit })
export const readEvent = (id: string) => get<EventView>(`/events/${id}`)
export const draftEvent = (body: DraftEvent) => post<EventView>('/events', body)
export const editEvent = (id: string, body: EditEvent) => put<EventView>(`/events/${id}`, body)
export const submitEvent = (id: string) => post<EventView>(`/events/${id}/submission`)
export const approveEvent = (id: string, version: number) => post<EventView>(`/events/${id}/approval`, { version })
export const returnEvent = (id: string, version: number, reason: string) =>
  post<EventView>(`/events/${id}/return`, { version, reason })
export const cancelEvent = (id: string, reason: string) => post<EventView>(`/events/${id}/cancellation`, { reason })
export const register = (id: string, body: RegisterForEvent) => post<EventView>(`/events/${id}/registration`, body)
export const unregister = (id: string) => del<EventView>(`/events/${id}/registration`)
export const checkIn = (id: string, code: string) => post<EventView>(`/events/${id}/check-in`, { code })
export const readCode = (id: string) => get<CheckInCodeView>(`/events/${id}/check-in-code`)
export const readRegistrations = (id: string, cursor?: string) =>
  get<Page<RegistrationRow>>(`/events/${id}/registrations`, { cursor })
export const markAttendance = (id: string, registrationId: string, mark: AttendanceMark) =>
  put<RegistrationRow>(`/events/${id}/registrations/${registrationId}/attendance`, { mark })
