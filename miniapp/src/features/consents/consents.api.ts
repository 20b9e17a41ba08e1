import type { ConsentOutcome, ConsentsView, DecideConsents } from '@quanke/shared/contracts/consents'
import type { Purpose } from '@quanke/shared/domain/consent'
import { get, post } from '@/lib/request'

export const readConsents = (shareCode: string | null) => get<ConsentsView>('/consents', { shareCode })
export const decideConsents = (body: DecideConsents) => post<ConsentOutcome>('/consents', body)
export const withdrawConsent = (purpose: Purpose) => post<ConsentOutcome>(`/consents/${purpose}/withdraw`)
