import { REFERRAL_STATUSES, type ReferralStatus } from './referral'

/** What will be known about a friend who accepts a referral card, and by whom: shown before any decision (domain rules, section 8). */
export function willBeKnown(agentName: string, referrerName: string): string[] {
  return [
    `同意后，${agentName}会知道您的称呼，以及您是经${referrerName}推荐而来`,
    `同意前您在小程序里的浏览不含姓名；同意后，只有您另行授权，${agentName}才能看到明细`,
    '手机号不会自动提供，只有您自己通过微信验证后才会加密保存，供为您服务的代理人查看',
    `${referrerName}只会看到「朋友已接受」，不会知道您的任何事情`,
    '如果婉拒，我们不保留您的任何信息，只记一次未接受',
  ]
}

/** What an agent may send to a referrer as it is. Nothing of the friend's business is in it, least of all how it came out. Without a name for a referrer who is not the agent's client any more. */
export function suggestedThanks(at: 'consent' | 'outcome', referrerName: string | null): string {
  const to = referrerName === null ? '您好' : referrerName
  return at === 'consent'
    ? `${to}，谢谢您把我介绍给朋友。这份信任我会放在心上，也会用同样的耐心去对待。`
    : `${to}，您当初为我说的那句话，我一直记在心里，再次谢谢您。以后有什么需要我的，您随时说。`
}

/** How the history of a referral names who moved it, when it names nobody in person. */
export const REFERRAL_MOVERS = { referrer: '推荐人', friend: '朋友', agent: '代理人', time: '系统' } as const
export type ReferralMover = keyof typeof REFERRAL_MOVERS

/** What happened, where the status alone would leave open who did it. */
export function moveText(to: ReferralStatus, mover: ReferralMover): string {
  return to === 'withdrawn' ? WITHDRAWN_BY[mover] : REFERRAL_STATUSES[to]
}

const WITHDRAWN_BY: Record<ReferralMover, string> = {
  referrer: '推荐人收回了卡片',
  friend: '朋友撤回了授权',
  agent: REFERRAL_STATUSES.withdrawn,
  time: '卡片不再有效',
}

/** Why a card that waited for a friend ended with somebody's leaving, as the agents concerned read it. */
export const CARD_ENDS = {
  referrer_left: '推荐人不再由代理人服务，未被接受的卡片一并收回',
  agent_left: '代理人已离职，未被接受的卡片一并收回',
} as const

/** What an agent is told of a card that met somebody who is served already (domain rules, section 8): the one who was recommended, and the one who serves. */
export const AGENT_NOTICES = {
  card_met_client: '一张推荐您的卡片被打开，打开的人已有代理人服务，不会新增客户',
  client_met_card: '您的一位客户打开了另一位代理人的推荐卡',
} as const
export type AgentNoticeKind = keyof typeof AGENT_NOTICES

export function noticeText(kind: AgentNoticeKind, names: { clientName: string; otherAgentName: string }): string {
  if (kind === 'card_met_client') return AGENT_NOTICES.card_met_client
  return `您的客户${names.clientName}打开了代理人${names.otherAgentName}的推荐卡，归属没有变化，记为协助`
}
