import type { Moves } from './moves'

/** The states of a referral (domain rules, section 8), as the agent reads them. */
export const REFERRAL_STATUSES = {
  offered: '已发出',
  opened: '朋友已打开',
  consented: '朋友已同意',
  contacted: '已联系',
  met: '已见面',
  proposed: '已提供方案',
  won: '已成为保户',
  lost: '未成交',
  declined: '朋友已婉拒',
  expired: '已过期',
  withdrawn: '已撤回',
} as const
export type ReferralStatus = keyof typeof REFERRAL_STATUSES

export const REFERRAL_MOVES: Moves<ReferralStatus> = {
  offered: ['opened', 'consented', 'declined', 'expired', 'withdrawn'],
  opened: ['consented', 'declined', 'expired', 'withdrawn'],
  consented: ['contacted', 'declined', 'withdrawn'],
  contacted: ['met', 'lost', 'declined', 'withdrawn'],
  met: ['proposed', 'lost', 'declined', 'withdrawn'],
  proposed: ['won', 'lost', 'declined', 'withdrawn'],
  won: [],
  lost: [],
  declined: [],
  expired: [],
  withdrawn: [],
}

/** What the agent moves by hand; the rest is moved by what people and time do. */
export const AGENT_REFERRAL_MOVES = ['contacted', 'met', 'proposed', 'won', 'lost', 'declined'] as const
export type AgentReferralMove = (typeof AGENT_REFERRAL_MOVES)[number]

/** Where a referral ends badly it has a reason. */
export const NEEDS_REASON: readonly AgentReferralMove[] = ['lost', 'declined']

/** How a card leaves the phone: as a private message, which only its addressee can open, or as any other card. */
export const SENT_AS = {
  private: '私密卡片，只有收到它的朋友能打开',
  ordinary: '普通卡片，拿到它的人都能打开',
} as const
export type SentAs = keyof typeof SENT_AS

/** What the referrer sees: kind and discreet, never the friend's affairs (domain rules, section 8). */
export const REFERRER_STATUSES = {
  waiting: '等待朋友打开',
  accepted: '朋友已接受',
  ended: '已结束',
  thanked: '代理人已致谢',
} as const
export type ReferrerStatus = keyof typeof REFERRER_STATUSES

/** A card waits this long for the friend's consent (domain rules, section 8). */
export const REFERRAL_EXPIRY_DAYS = 30
