import {
  REQUEST_CATEGORIES,
  URGENCIES,
  type RequestCategory,
  type Urgency,
} from '@quanke/shared/domain/referral-request'
import { EVENT_KINDS, EVENT_NEWS, type EventKind, type EventNews } from '@quanke/shared/domain/event'
import { CASE_STEPS, type CaseStep } from '@quanke/shared/domain/ownership-case'
import { COMPLAINT_STEPS, type ComplaintStep } from '@quanke/shared/domain/complaint'
import type { Env } from '../core/env'
import type { MessageValue } from '../core/wechat/wechat.message'
import type { IntroductionNews, RequestNews } from './recipients.queries'

/** A message as it is sent; what WeChat's servers get to see is kept to a category and a time, no names and nobody's words. */
export interface MessageToSend {
  templateId: string | undefined
  /** A page of the mini-program, with its query. */
  page: string
  data: Record<string, MessageValue>
}

/**
 * The keys that every template must have: thing1 (what it is about), thing2 (what happened), time3 (when). A template with other keys is refused by
 * WeChat (47003), and the message is given up.
 */
const filled = (about: string, what: string, at: Date) => ({ thing1: about, thing2: what, time3: at })

/** To the owning agent: a client asks for a referral. */
export const newRequestMessage = (
  env: Env,
  request: { id: string; category: RequestCategory; urgency: Urgency; askedAt: Date },
): MessageToSend => ({
  templateId: env.WECHAT_TEMPLATE_NEW_REQUEST,
  page: `packages/agent/introduce/index?id=${request.id}`,
  data: filled(
    `${REQUEST_CATEGORIES[request.category]}，${URGENCIES[request.urgency]}`,
    '您的一位客户发起了求推荐',
    request.askedAt,
  ),
})

/** To the owning agent: the first answer is due soon. */
export const reminderMessage = (env: Env, request: RequestNews): MessageToSend => ({
  templateId: env.WECHAT_TEMPLATE_NEW_REQUEST,
  page: `packages/agent/introduce/index?id=${request.requestId}`,
  data: filled(REQUEST_CATEGORIES[request.category], '客户的求推荐快到回应时间', request.answerBy ?? request.askedAt),
})

/** To the leader: nobody answered in time. */
export const escalationMessage = (env: Env, request: RequestNews): MessageToSend => ({
  templateId: env.WECHAT_TEMPLATE_NEW_REQUEST,
  page: `packages/request/detail/index?id=${request.requestId}`,
  data: filled(REQUEST_CATEGORIES[request.category], '团队有求推荐超时未回应', request.answerBy ?? request.askedAt),
})

/** To an agent whom the leader asks to answer instead. */
export const handOverMessage = (env: Env, request: RequestNews): MessageToSend => ({
  templateId: env.WECHAT_TEMPLATE_NEW_REQUEST,
  page: `packages/request/detail/index?id=${request.requestId}`,
  data: filled(REQUEST_CATEGORIES[request.category], '主管请您协助回应求推荐', request.askedAt),
})

/** To an agent who is introduced, and whose own yes is needed. */
export const cardMessage = (env: Env, { cardCode, category, offeredAt }: IntroductionNews): MessageToSend => ({
  templateId: env.WECHAT_TEMPLATE_NEW_REQUEST,
  page: `packages/request/card/index?code=${cardCode}`,
  data: filled(REQUEST_CATEGORIES[category], '同事把您引荐给客户，待您确认', offeredAt),
})

/** To the client: the one who is introduced has said yes. */
export const agreedMessage = (env: Env, { requestId, category, offeredAt }: IntroductionNews): MessageToSend => ({
  templateId: env.WECHAT_TEMPLATE_INTRODUCTION,
  page: `packages/request/detail/index?id=${requestId}`,
  data: filled(REQUEST_CATEGORIES[category], '被引荐的人已同意，待您确认', offeredAt),
})

/** To the client: both have said yes. */
export const connectedMessage = (env: Env, { requestId, category, offeredAt }: IntroductionNews): MessageToSend => ({
  templateId: env.WECHAT_TEMPLATE_INTRODUCTION,
  page: `packages/request/detail/index?id=${requestId}`,
  data: filled(REQUEST_CATEGORIES[category], '双方已同意，可以联系了', offeredAt),
})

/** To the counterpart: both have said yes. */
export const counterpartMessage = (env: Env, { cardCode, category, offeredAt }: IntroductionNews): MessageToSend => ({
  templateId: env.WECHAT_TEMPLATE_INTRODUCTION,
  page: `packages/request/card/index?code=${cardCode}`,
  data: filled(REQUEST_CATEGORIES[category], '双方已同意，可以联系了', offeredAt),
})

/** To the client: somebody answered the request. */
export const introductionMessage = (
  env: Env,
  { requestId, category, offeredAt }: { requestId: string; category: RequestCategory; offeredAt: Date },
): MessageToSend => ({
  templateId: env.WECHAT_TEMPLATE_INTRODUCTION,
  page: `packages/request/detail/index?id=${requestId}`,
  data: filled(REQUEST_CATEGORIES[category], '您的求推荐有了新的引荐', offeredAt),
})

/** To the referrer: the agent says thanks. Nothing of the friend is in it. */
export const thanksMessage = (env: Env, { sentAt }: { sentAt: Date }): MessageToSend => ({
  templateId: env.WECHAT_TEMPLATE_THANKS,
  page: 'packages/referral/list/index',
  data: filled('推荐卡', '您的代理人向您致谢', sentAt),
})

/** To the sides of an ownership case and to who decides it: what happened, and nothing of the client. */
export const ownershipCaseMessage = (
  env: Env,
  { caseId, step, at }: { caseId: string; step: CaseStep; at: Date },
): MessageToSend => ({
  templateId: env.WECHAT_TEMPLATE_OWNERSHIP_CASE,
  page: `packages/ownership/case/index?id=${caseId}`,
  data: filled('客户归属裁定', CASE_STEPS[step], at),
})

/** To who has a place in an event or waits for one: what happened, with when the event is. */
export const eventMessage = (
  env: Env,
  { eventId, kind, news, beginsAt }: { eventId: string; kind: EventKind; news: EventNews; beginsAt: Date },
): MessageToSend => ({
  templateId: env.WECHAT_TEMPLATE_EVENT,
  page: `packages/event/detail/index?id=${eventId}`,
  data: filled(`活动：${EVENT_KINDS[kind]}`, EVENT_NEWS[news], beginsAt),
})

/** To the client, or to those who handle it: what happened to a complaint, and no word of it. */
export const complaintMessage = (
  env: Env,
  { complaintId, step, at, isOwn }: { complaintId: string; step: ComplaintStep; at: Date; isOwn: number },
): MessageToSend => ({
  templateId: env.WECHAT_TEMPLATE_COMPLAINT,
  page: `packages/service/${Number(isOwn) === 1 ? 'complaint' : 'handle'}/index?id=${complaintId}`,
  data: filled('投诉', COMPLAINT_STEPS[step], at),
})
