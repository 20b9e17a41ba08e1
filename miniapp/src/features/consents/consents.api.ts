import type { ConsentOutcome, ConsentsView, DecideConsents } from '@quanke/shared/contracts/consents'
import type { Purpose } from '@quanke/shared/domain/consent'
import { del, get, post } from '@/lib/request'

export const readConsents = () => get<ConsentsView>('/consents')
export const decideConsents = (body: DecideConsents) => post<ConsentOutcome>('/consents', body)
export const withdrawConsent = (purpose: Purpose) => del<ConsentOutcome>(`/consents/${purpose}`)
