import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ConsentOutcome, DecideConsents } from '@quanke/shared/contracts/consents'
import type { Purpose } from '@quanke/shared/domain/consent'
import { currentShareCode } from '@/lib/launch'
import { useWrite } from '@/lib/useWrite'
import { decideConsents, readConsents, withdrawConsent } from './consents.api'

/** Every purpose with its text in force and how it stands, and who would serve this person. */
export function useConsents() {
  return useQuery({ queryKey: ['consents'], queryFn: readConsents })
}

export function useDecideConsents(done?: (outcome: ConsentOutcome) => void) {
  const keep = useKeepOutcome()
  return useWrite(
    (body: DecideConsents) => decideConsents({ ...body, shareCode: currentShareCode() ?? undefined }),
    (outcome) => {
      keep(outcome)
      done?.(outcome)
    },
  )
}

export function useWithdrawConsent(done?: () => void) {
  const keep = useKeepOutcome()
  return useWrite(
    (purpose: Purpose) => withdrawConsent(purpose),
    (outcome) => {
      keep(outcome)
      done?.()
    },
  )
}

/** A decision changes who the person is here, and with that everything else that was read. */
export function useKeepOutcome() {
  const cache = useQueryClient()
  return (outcome: ConsentOutcome): void => {
    cache.setQueryData(['me'], outcome.me)
    void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
  }
}
