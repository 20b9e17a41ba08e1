import { Type } from 'class-transformer'
import { Equals, IsBoolean, IsIn, IsObject, ValidateNested } from 'class-validator'
import { limits } from '../domain/limits'
import { ASK_ANSWERS, type AskAnswer } from '../domain/referral-ask'
import {
  AGENT_REFERRAL_MOVES,
  type AgentReferralMove,
  type ReferralStatus,
  type ReferrerStatus,
  SENT_AS,
  type SentAs,
} from '../domain/referral'
import { ConsentDecision } from './consents'
import type { Refusal } from '../domain/refusal'
import { OpenData, type AgentCard } from './identity'
import type { ShareView } from './shares'
import { Clean, Id, Key, ListOf, Optional, Words } from './validators'

export class GiveReferral {
  /** Made by the client: the same key twice is the same card once. */
  @Key()
  key!: string

  /** Why I recommend my agent, in my own words. No phone numbers, no promises of benefit. */
  @Clean()
  @Words(2, limits.shortWords)
  words!: string
}

/** The card is about to leave the phone; `private` when the phone can send private messages. */
export class PrepareCard {
  @IsIn(Object.keys(SENT_AS))
  as!: SentAs
}

/** How the card goes: a private message carries WeChat's activity. */
export interface PreparedCardView {
  as: SentAs
  activityId: string | null
}

export class OpenInvitation {
  /** What wx.authPrivateMessage gave, for a card that came as a private message. */
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => OpenData)
  proof?: OpenData
}

export class AcceptReferral {
  @ListOf(() => ConsentDecision, { least: 1, most: 10 })
  decisions!: ConsentDecision[]

  @Equals(true)
  isAdult!: true

  @Optional()
  @Clean()
  @Words(1, limits.name, { benefits: 'unrelated' })
  displayName?: string
}

export class MoveReferral {
  @IsIn(AGENT_REFERRAL_MOVES)
  to!: AgentReferralMove

  /** Needed when it ends badly. */
  @Optional()
  @Clean()
  @Words(1, limits.reason, { benefits: 'allowed' })
  reason?: string
}

export class ThankReferrer {
  /** Which thanks: at consent, or at outcome. */
  @IsIn(['consent', 'outcome'])
  at!: 'consent' | 'outcome'

  @Clean()
  @Words(2, limits.words)
  words!: string
}

/** A referral as its referrer sees it: kind and discreet. */
export interface GivenReferralView {
  id: string
  words: string
  givenAt: string
  status: ReferrerStatus
  thanks: { words: string; at: string }[]
  share: ShareView
  sentAs: SentAs | null
  can: { send: boolean; takeBack: boolean }
}

/** What the friend sees before any decision. */
export interface ReferralInvitationView {
  code: string
  referrerName: string
  agent: AgentCard
  words: string
  givenAt: string
  expiresAt: string
  /** What will be known about the friend, and by whom, in plain sentences. */
  willBeKnown: string[]
  state: 'waiting' | 'yours' | 'closed'
  /** Why this person cannot accept, in words. */
  refusal: { code: Refusal; text: string } | null
  can: { accept: boolean; decline: boolean }
}

/** A referral as the agent sees it. Before consent the friend has no name. */
export interface ReceivedReferralView {
  id: string
  /** Without a record to look at once somebody else serves the referrer. */
  referrer: { clientId: string | null; name: string }
  friend: { clientId: string; name: string } | null
  words: string
  status: ReferralStatus
  givenAt: string
  history: { to: ReferralStatus; text: string; at: string; by: string; reason: string | null }[]
  /** What the referrer was thanked with; the words name the referrer, so only while the referrer is the agent's own. */
  thanks: { words: string; at: string }[]
  thanksDue: ('consent' | 'outcome')[]
  suggestedThanks: string
  /** Referrer and friend turned out to be one person. */
  isOneself: boolean
  can: { moveTo: AgentReferralMove[]; thank: boolean }
}

/** An agent asks an own client for a recommendation. */
export class AskClientForReferral {
  @Key()
  key!: string

  @Id()
  clientId!: string
}

export class AnswerReferralAsk {
  @IsIn(Object.keys(ASK_ANSWERS))
  answer!: AskAnswer
}

export class PreferNotAsked {
  /** True: never ask me. */
  @IsBoolean()
  never!: boolean
}

/** Whether a client may be asked for a recommendation, as the client's agent sees it. */
export interface ReferralAskState {
  isMoment: boolean
  /** Why not now. */
  reason: string | null
  /** The Beijing day from which it may be asked; null when it takes another good word first. */
  nextOn: string | null
  askedOn: string | null
  /** That the client said yes to whoever serves the client now, and whether a card was made since; a no is never told. */
  saidYes: { on: string; hasCard: boolean } | null
}

/** A client who said yes to the agent's question, and has made no card since. */
export interface WillingClientView {
  clientId: string
  name: string
  /** The Beijing day. */
  saidYesOn: string
}

export interface MyReferralAskView {
  ask: { id: string; agentName: string; askedAt: string } | null
  never: boolean
}

/** What an agent is told of a card that met somebody who is served already. */
export interface AgentNoticeView {
  id: string
  text: string
  /** The own client whom it is about. */
  clientId: string | null
  at: string
}
