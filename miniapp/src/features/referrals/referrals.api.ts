import type { Page } from '@quanke/shared/contracts/common'
import type {
  AcceptReferral,
  GivenReferralView,
  GiveReferral,
  MoveReferral,
  PrepareCard,
  PreparedCardView,
  ReceivedReferralView,
  ReferralInvitationView,
  ThankReferrer,
} from '@quanke/shared/contracts/referrals'
import type { OpenData } from '@quanke/shared/contracts/identity'
import type { ConsentOutcome } from '@quanke/shared/contracts/consents'
import type { Done } from '@quanke/shared/contracts/common'
import { get, post } from '@/lib/request'

export const giveReferral = (body: GiveReferral) => post<GivenReferralView>('/referrals', body)
export const readGiven = (cursor?: string) => get<Page<GivenReferralView>>('/referrals', { cursor })
export const readReceived = (cursor?: string) => get<Page<ReceivedReferralView>>('/referrals/received', { cursor })
export const readReceivedOne = (id: string) => get<ReceivedReferralView>(`/referrals/${id}`)
export const moveReferral = (id: string, body: MoveReferral) =>
  post<ReceivedReferralView>(`/referrals/${id}/moves`, body)
export const thankReferrer = (id: string, body: ThankReferrer) =>
  post<ReceivedReferralView>(`/referrals/${id}/thanks`, body)
/** Reading the card also tells, once, that it was opened. */
export const openInvitation = (code: string, proof?: OpenData) =>
  post<ReferralInvitationView>(`/referrals/invitations/${code}/opening`, proof ? { proof } : {})
export const prepareCard = (id: string, body: PrepareCard) => post<PreparedCardView>(`/referrals/${id}/sending`, body)
export const takeCardBack = (id: string) => post<GivenReferralView>(`/referrals/${id}/withdrawal`)
export const putNoticeAway = (id: string) => post<Done>(`/referrals/notices/${id}/dismissal`)
export const acceptInvitation = (code: string, body: AcceptReferral) =>
  post<ConsentOutcome>(`/referrals/invitations/${code}/consent`, body)
export const declineInvitation = (code: string) => post<Done>(`/referrals/invitations/${code}/refusal`)
