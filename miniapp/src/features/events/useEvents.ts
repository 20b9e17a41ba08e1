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

export function useRegister(id: string, done?: (event: EventView) => void) {
  const keep = useKeepEvent()
  return useWrite(
    () => register(id, { shareCode: currentShareCode() ?? undefined }),
    (event) => (keep(event), done?.(event)),
  )
}

export function useUnregister(id: string, done?: () => void) {
  const keep = useKeepEvent()
  return useWrite(
    () => unregister(id),
    (event) => (keep(event), done?.()),
  )
}

export function useCheckIn(id: string, done?: () => void) {
  const keep = useKeepEvent()
  return useWrite(
    (code: string) => checkIn(id, code),
    (event) => (keep(event), done?.()),
  )
}

/** Writes a new event, or another version of one that is there. */
export function useSaveEvent(id: string | null, done: (event: EventView) => void) {
  const keep = useKeepEvent()
  const { key, next } = useKey()
  return useWrite(
    (edit: EditEvent) => (id === null ? draftEvent({ ...edit, key: key() }) : editEvent(id, edit)),
    (event) => {
      next()
      keep(event)
      done(event)
    },
  )
}

export function useSubmitEvent(id: string, done?: () => void) {
  const keep = useKeepEvent()
  return useWrite(
    () => submitEvent(id),
    (event) => (keep(event), done?.()),
  )
}

export function useApproveEvent(id: string, done?: () => void) {
  const keep = useKeepEvent()
  return useWrite(
    (version: number) => approveEvent(id, version),
    (event) => (keep(event), done?.()),
  )
}

export function useReturnEvent(id: string, version: number, done?: () => void) {
  const keep = useKeepEvent()
  return useWrite(
    (reason: string) => returnEvent(id, version, reason),
    (event) => (keep(event), done?.()),
  )
}

export function useCancelEvent(id: string, done?: () => void) {
  const keep = useKeepEvent()
  return useWrite(
    (reason: string) => cancelEvent(id, reason),
    (event) => (keep(event), done?.()),
  )
}

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

function useKeepEvent() {
  const cache = useQueryClient()
  return (event: EventView) => {
    cache.setQueryData(['event', event.id], event)
    void cache.invalidateQueries({ queryKey: ['events'] })
    void cache.invalidateQueries({ queryKey: ['event', event.id, 'registrations'] })
  }
}
