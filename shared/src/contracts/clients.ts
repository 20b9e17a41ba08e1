import { IsString, MaxLength } from 'class-validator'
import type { RowState } from '../domain/binding'
import type { BindingRule, ProvenanceKind } from '../domain/client'
import type { ConsentState, Purpose } from '../domain/consent'
import type { EngagementKind, EngagementSubject } from '../domain/engagement'
import type { ShareChannel, ShareSubject } from '../domain/share'
import type { ReferralStatus } from '../domain/referral'
import type { ClientComplaintView } from './complaints'
import type { AgentNoticeView, ReferralAskState } from './referrals'
import type { OwnerNoticeView } from './owner-notices'
import type { RequestView } from './referral-requests'
import { SearchQuery } from './common'
import { Cursor } from './validators'

export class ClientsQuery extends SearchQuery {}

export class MatchPhone {
  /** As typed by the agent; nothing of it is kept. */
  @IsString()
  @MaxLength(40)
  phone!: string
}

/** The blind match: never whose (domain rules, section 3.5). */
export interface PhoneMatchView {
  isClient: boolean
  /** Whom to speak with, when the number is somebody's client: "江南一部主管". */
  speakWith: string | null
  /** How often the agent may still ask today. */
  leftToday: number
}

/** One row of the decision table, with what it came to in this decision. */
export interface BindingRowView {
  letter: string
  rule: BindingRule
  condition: string
  outcome: string
  state: RowState
  reason: string | null
}

/** One decision about whose client a person is, as it was made then. */
export interface BindingDecisionView {
  id: string
  at: string
  rule: BindingRule
  tableVersion: number
  sentence: string
  inputs: { label: string; value: string }[]
  rows: BindingRowView[]
}

/** "Why is she mine?": every decision by rule, and every change of owner after it. */
export interface BindingStoryView {
  clientId: string
  displayName: string
  ownerName: string | null
  /** In one sentence, also for records from before decisions were kept. */
  explanation: string
  /** The one that the owner rests on first, then the latest first. */
  decisions: BindingDecisionView[]
  /** Whether the first of them is that one; a later change of owner may rest on none. */
  isDecided: boolean
  ownership: OwnershipChangeView[]
}

/** One hop of the chain by which a client came; pseudonymous until the person consented. */
export interface HopView {
  kind: 'agent' | 'client' | 'visitor'
  /** The agent's name, the own client's name, or 「一位朋友」. */
  name: string
  channel: ShareChannel
  at: string
}

/** A hop with what was passed on, and how the next in the chain came by it. */
export interface OriginHopView extends HopView {
  item: { kind: ShareSubject; title: string }
  /** The agent's label for a round of sharing. */
  campaign: string | null
  /** When, by which of WeChat's entries and in which chat group the next one, or the client, first came by this share. */
  arrival: { at: string; scene: string | null; chatGroup: string | null } | null
  /** The number of the entry in the log of sources. */
  entry: string | null
}

/** What happened after the last hop: a referral's transitions, the consent, every change of owner. */
export interface OriginStepView {
  at: string
  title: string
  note: string | null
  entry: string | null
}

/** From the first share to the agent who serves the client now; also for records that came by no share. */
export interface OriginView {
  clientId: string
  displayName: string
  kind: ProvenanceKind
  sentence: string
  hops: OriginHopView[]
  steps: OriginStepView[]
}

export interface ProvenanceView {
  kind: ProvenanceKind
  /** In words: 「许女士转发的文章《…》」. */
  sentence: string
  subject: { kind: ShareSubject; title: string } | null
  /** From the agent's own share to the last hop before the client. */
  hops: HopView[]
  at: string
}

export interface ClientRow {
  id: string
  displayName: string
  provenanceKind: ProvenanceKind
  provenanceSentence: string
  becameClientAt: string
  lastEngagedAt: string | null
  openRequests: number
  isNew: boolean
}

export interface OwnershipChangeView {
  at: string
  from: string | null
  to: string | null
  rule: BindingRule
  reason: string
  by: string
}

export interface ClientView extends ClientRow {
  alias: string
  phone: string | null
  ownerName: string | null
  provenance: ProvenanceView
  /** "Why is she mine": the binding rule in words and every change of owner. */
  binding: { rule: BindingRule; explanation: string }
  ownership: OwnershipChangeView[]
  consents: { purpose: Purpose; label: string; state: ConsentState; at: string }[]
  groups: { id: string; name: string; joinedAt: string }[]
  /** Later shares of other agents that this client opened: no change of owner. */
  assists: { agentName: string; title: string; at: string }[]
  requests: RequestView[]
  /** The referral by which the client came; `canWin` when the agent may say with a policy that it is won. */
  referral: { id: string; status: ReferralStatus; referrerName: string; canWin: boolean } | null
  /** How many policies stand. */
  policyCount: number
  /** That the client complained, as long as it is open or not long ago. */
  complaint: ClientComplaintView | null
  /** Whether this is a moment to ask for a recommendation; null for whoever is not the owner. */
  referralAsk: ReferralAskState | null
  can: {
    seeActivity: boolean
    seePhone: boolean
    assign: boolean
    answer: boolean
    askForReferral: boolean
    recordPolicy: boolean
  }
}

/** The number that WeChat vouched for, whole, for whoever serves the client; null when there is none. */
export interface ClientPhoneView {
  phone: string | null
}

export interface TimelineEntry {
  id: string
  kind: EngagementKind
  label: string
  subject: { kind: EngagementSubject; id: string | null; title: string }
  /** Seconds in the foreground and furthest position in percent, where the kind has them. */
  seconds: number | null
  percent: number | null
  /** The agent through whose share it came, when it came through one; `assist` when that is not the owner. */
  via: { agentName: string; isAssist: boolean } | null
  occurredAt: string
}

export class TimelineQuery {
  @Cursor()
  cursor?: string
}

/** What waits for the agent today. */
export interface WorkbenchView {
  newClients: ClientRow[]
  newClientCount: number
  openRequests: RequestView[]
  openRequestCount: number
  /** Introductions of this agent by colleagues, on which the agent has not decided. */
  waitingCardCount: number
  /** Providers for whom the agent vouches, and who are to be looked at again. */
  dueProviderCount: number
  /** Who came and who went by somebody else's decision, and how the own ownership cases stand. */
  ownerNotices: OwnerNoticeView[]
  /** Cards that met somebody who is served already. */
  notices: AgentNoticeView[]
  /** Thanks that are due to referrers. */
  thanksDue: { referralId: string; referrerName: string; at: 'consent' | 'outcome'; suggestion: string }[]
  activeReferralCount: number
  reach: { sinceYesterday: { opened: number; readers: number }; last7Days: { opened: number; readers: number } }
  clientCount: number
  teamPoolCount: number | null
  /** For leaders: requests in the teams that nobody answered in time; null for everybody else. */
  escalatedCount: number | null
  /** Ownership cases under way in which the agent is a side, and those that wait for the leader's decision. */
  caseCount: number
  casesToDecide: number
  /** For leaders: complaints in the teams that wait for an answer; null for everybody else. */
  complaintsToAnswer: number | null
}
