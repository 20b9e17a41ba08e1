import type {
  AnswerReferralAsk,
  AskClientForReferral,
  MyReferralAskView,
  PreferNotAsked,
  ReferralAskState,
  WillingClientView,
} from '@quanke/shared/contracts/referrals'
import { get, post, put } from '@/lib/request'

export const readMyAsk = () => get<MyReferralAskView>('/referral-asks/mine')
export const readWilling = () => get<WillingClientView[]>('/referral-asks/willing')
export const askClient = (body: AskClientForReferral) => post<ReferralAskState>('/referral-asks', body)
export const answerAsk = ({ id, ...body }: AnswerReferralAsk & { id: string }) =>
  post<MyReferralAskView>(`/referral-asks/${id}/answer`, body)
export const preferNotAsked = (body: PreferNotAsked) => put<MyReferralAskView>('/referral-asks/preference', body)
