import { useQuery } from '@tanstack/react-query'
import type { MatchPhone } from '@quanke/shared/contracts/clients'
import { usePaged } from '@/lib/usePaged'
import { useWrite } from '@/lib/useWrite'
import { matchPhone, readClient, readClients, readOrigin, readPhone, readTimeline, readWorkbench } from './clients.api'

export function useWorkbench() {
  return useQuery({ queryKey: ['workbench'], queryFn: readWorkbench })
}

export function useClients(words: string) {
  return usePaged(['clients', words], (cursor) => readClients(words, cursor))
}

export function useClient(id: string) {
  return useQuery({ queryKey: ['client', id], queryFn: () => readClient(id) })
}

/** Asks for the whole number: each asking is logged, so it is asked for by hand and not kept. */
export function useLookAtPhone(id: string, done: (phone: string | null) => void) {
  return useWrite(
    (_: undefined) => readPhone(id),
    ({ phone }) => done(phone),
  )
}

/** The way back to the first hop. */
export function useOrigin(id: string) {
  return useQuery({ queryKey: ['client', id, 'origin'], queryFn: () => readOrigin(id) })
}

export function useTimeline(id: string, enabled: boolean) {
  return usePaged(['client', id, 'timeline'], (cursor) => readTimeline(id, cursor), enabled)
}

/** Asks whether a number is somebody's client; the answer never says whose. */
export function useMatchPhone() {
  return useWrite((body: MatchPhone) => matchPhone(body))
}
