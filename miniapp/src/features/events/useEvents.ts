import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { EditEvent, EventView } from '@quanke/shared/contracts/events'
import type { AttendanceMark, EventList } from '@quanke/shared/domain/event'
import { currentShareCode } from '@/lib/launch'
import { usePaged } from '@/lib/usePaged'
import { useKey, useWrite } from '@/lib/useWrite'
import {
  approveEvent,
  cancelEvent,
  checkIn,
  draftEvent,
  editEvent,
  markAttendance,
  readCode,
  readEvent,
  readEvents,
  readRegistrations,
  register,
  returnEvent,
  submitEvent,
  unregister,
} from './events.api'

/** The code changes every few minutes; so soon the next one is shown. */
const CODE_MS = 15_000

export function useEvents(list: EventList) {
  return usePaged(['events', list], (cursor) => readEvents(list, cursor))
}

export function useEvent(id: string | null) {
  return useQuery({ queryKey: ['event', id], queryFn: () => readEvent(id ?? ''), enabled: Boolean(id) })
}

export function useRegistrations(id: string) {
  return usePaged(['event', id, 'registrations'], (cursor) => readRegistrations(id, cursor))
}

export function useCheckInCode(id: string) {
  return useQuery({
    queryKey: ['event', id, 'code'],
    queryFn: () => readCode(id),
    refetchInterval: CODE_MS,
    retry: false,
  })
}

export const useRegister = (id: string, done?: Done) =>
  useEventWrite(() => register(id, { shareCode: currentShareCode() ?? undefined }), done)

export const useUnregister = (id: string, done?: Done) => useEventWrite(() => unregister(id), done)

export const useCheckIn = (id: string, done?: Done) => useEventWrite((code: string) => checkIn(id, code), done)

/** Writes a new event, or another version of one that is there. */
export function useSaveEvent(id: string | null, done: Done) {
  const { key, next } = useKey()
  return useEventWrite(
    (edit: EditEvent) => (id === null ? draftEvent({ ...edit, key: key() }) : editEvent(id, edit)),
    (event) => (next(), done(event)),
  )
}

export const useSubmitEvent = (id: string, done?: Done) => useEventWrite(() => submitEvent(id), done)

export const useApproveEvent = (id: string, done?: Done) =>
  useEventWrite((version: number) => approveEvent(id, version), done)

export const useReturnEvent = (id: string, version: number, done?: Done) =>
  useEventWrite((reason: string) => returnEvent(id, version, reason), done)

export const useCancelEvent = (id: string, done?: Done) =>
  useEventWrite((reason: string) => cancelEvent(id, reason), done)

export function useMark(eventId: string, done?: () => void) {
  const cache = useQueryClient()
  return useWrite(
    ({ id, mark }: { id: string; mark: AttendanceMark }) => markAttendance(eventId, id, mark),
    () => {
      void cache.invalidateQueries({ queryKey: ['event', eventId] })
      done?.()
    },
  )
}

type Done = (event: EventView) => void

/** What a write answers is how the event stands now. */
function useEventWrite<In>(write: (body: In) => Promise<EventView>, done?: Done) {
  const cache = useQueryClient()
  return useWrite(write, (event) => {
    cache.setQueryData(['event', event.id], event)
    void cache.invalidateQueries({ queryKey: ['events'] })
    void cache.invalidateQueries({ queryKey: ['event', event.id, 'registrations'] })
    done?.(event)
  })
}
