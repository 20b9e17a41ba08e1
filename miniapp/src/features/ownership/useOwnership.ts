import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { MergeClients, MergeView } from '@quanke/shared/contracts/merges'
import type { CaseReason, DecideCase, GiveEvidence, OwnershipCaseView } from '@quanke/shared/contracts/ownership-cases'
import { usePaged } from '@/lib/usePaged'
import { useKey, useWrite } from '@/lib/useWrite'
import {
  appealCase,
  decideCase,
  giveEvidence,
  mergeClients,
  openNotice,
  previewMerge,
  readCase,
  readMerges,
  readOwnCases,
  readReferences,
  readStory,
  readWaitingCases,
  stateCase,
  undoMerge,
  withdrawCase,
} from './ownership.api'

export function useStory(clientId: string) {
  return useQuery({ queryKey: ['client', clientId, 'binding'], queryFn: () => readStory(clientId) })
}

/** Opening puts it away: the workbench has it no more when one comes back. */
export function useOpenNotice() {
  const cache = useQueryClient()
  return useWrite(openNotice, () => void cache.invalidateQueries({ queryKey: ['workbench'] }))
}

export function useOwnCases() {
  return usePaged(['cases', 'own'], readOwnCases)
}

export function useWaitingCases() {
  return usePaged(['cases', 'waiting'], readWaitingCases)
}

export function useCase(id: string) {
  return useQuery({ queryKey: ['case', id], queryFn: () => readCase(id) })
}

/** What one may point to in a case, read when somebody wants to. */
export function useReferences(id: string, enabled: boolean) {
  return useQuery({ queryKey: ['case', id, 'references'], queryFn: () => readReferences(id), enabled })
}

/** What is answered is the fresh case; the lists, the workbench and the clients may have changed with it. */
function useKept() {
  const cache = useQueryClient()
  return (one: OwnershipCaseView): void => {
    cache.setQueryData(['case', one.id], one)
    for (const key of ['cases', 'workbench', 'clients', 'client']) void cache.invalidateQueries({ queryKey: [key] })
  }
}

export function useStateCase(form: string, done: (one: OwnershipCaseView) => void) {
  const keep = useKept()
  const { key } = useKey(form)
  return useWrite(
    (body: { phone: string; words: string }) => stateCase({ ...body, key: key() }),
    (one) => {
      keep(one)
      done(one)
    },
  )
}

export function useEvidence(form: string, id: string, done: () => void) {
  const keep = useKept()
  const { key, next } = useKey(form)
  return useWrite(
    (body: Omit<GiveEvidence, 'key'>) => giveEvidence(id, { ...body, key: key() }),
    (one) => {
      next()
      keep(one)
      done()
    },
  )
}

export function useDecide(id: string, done: () => void) {
  const keep = useKept()
  return useWrite(
    (body: DecideCase) => decideCase(id, body),
    (one) => {
      keep(one)
      done()
    },
  )
}

/** An appeal, or taking a dispute back: both need their reason. */
export function useCaseReason(id: string, act: 'appeal' | 'withdraw', done: () => void) {
  const keep = useKept()
  return useWrite(
    (body: CaseReason) => (act === 'appeal' ? appealCase(id, body) : withdrawCase(id, body)),
    (one) => {
      keep(one)
      done()
    },
  )
}

export function useMerges(clientId: string) {
  return usePaged(['merges', clientId], (cursor) => readMerges(clientId, cursor))
}

export function useMergePreview(survivorId: string, mergedId: string | null) {
  return useQuery({
    queryKey: ['merges', 'preview', survivorId, mergedId],
    queryFn: () => previewMerge(survivorId, mergedId ?? ''),
    enabled: mergedId !== null,
    staleTime: 0,
  })
}

function useMergesChanged() {
  const cache = useQueryClient()
  return (): void => {
    for (const key of ['merges', 'clients', 'client', 'workbench']) void cache.invalidateQueries({ queryKey: [key] })
  }
}

/** `stale`: what was confirmed is not what the records are now. */
export function useMerge(done: (made: MergeView) => void, stale: () => void) {
  const changed = useMergesChanged()
  const { key, next } = useKey()
  return useWrite(
    (body: Omit<MergeClients, 'key'>) => mergeClients({ ...body, key: key() }),
    (made) => {
      next()
      changed()
      done(made)
    },
    ({ code }) => {
      if (code === 'merge_not_confirmed') stale()
    },
  )
}

export function useUndo(id: string, done: () => void) {
  const changed = useMergesChanged()
  return useWrite(
    (reason: string) => undoMerge(id, { reason }),
    () => {
      changed()
      done()
    },
  )
}
