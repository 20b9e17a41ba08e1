import { useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  EndProvider,
  ProposeProvider,
  ProviderView,
  RenewProvider,
  VouchForProvider,
} from '@quanke/shared/contracts/providers'
import { usePaged } from '@/lib/usePaged'
import { useKey, useWrite } from '@/lib/useWrite'
import {
  approveProvider,
  eraseProvider,
  proposeProvider,
  readProvider,
  readProviders,
  refuseProvider,
  renewProvider,
  vouchForProvider,
  withdrawProvider,
  type ProviderFilter,
} from './providers.api'

/** A part of the directory. */
export function useProviders({ part, kind, q }: ProviderFilter) {
  return usePaged(['providers', part, kind, q], (cursor) => readProviders({ part, kind, q }, cursor))
}

export function useProvider(id: string) {
  return useQuery({ queryKey: ['provider', id], queryFn: () => readProvider(id) })
}

export function usePropose(form: string, done: (provider: ProviderView) => void) {
  const keep = useKeepProvider()
  const { key, next } = useKey(form)
  return useWrite(
    (body: Omit<ProposeProvider, 'key'>) => proposeProvider({ ...body, key: key() }),
    (provider) => (next(), keep(provider), done(provider)),
  )
}

export const useVouch = (id: string, done: () => void) =>
  useKept((body: VouchForProvider) => vouchForProvider(id, body), done)
export const useRenewProvider = (id: string, done: () => void) =>
  useKept((body: RenewProvider) => renewProvider(id, body), done)
export const useApproveProvider = (id: string, done: () => void) => useKept(() => approveProvider(id), done)
export const useRefuseProvider = (id: string, done: () => void) =>
  useKept((body: EndProvider) => refuseProvider(id, body), done)
export const useWithdrawProvider = (id: string, done: () => void) =>
  useKept((body: EndProvider) => withdrawProvider(id, body), done)

export const useEraseProvider = (id: string, done: () => void) => useKept(() => eraseProvider(id), done)

function useKept<In>(write: (body: In) => Promise<ProviderView>, done: () => void) {
  const keep = useKeepProvider()
  return useWrite(write, (provider) => (keep(provider), done()))
}

function useKeepProvider() {
  const cache = useQueryClient()
  return (provider: ProviderView) => {
    cache.setQueryData(['provider', provider.id], provider)
    void cache.invalidateQueries({ queryKey: ['providers'] })
    void cache.invalidateQueries({ queryKey: ['workbench'] })
  }
}
