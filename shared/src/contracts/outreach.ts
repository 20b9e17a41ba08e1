import { IsBoolean, IsIn, IsInt, Max, Min } from 'class-validator'
import { PROVENANCE_KINDS, type ProvenanceKind } from '../domain/client'
import type { Interval } from '../domain/intervals'
import { limits } from '../domain/limits'
import {
  ARMS,
  CARE_WAYS,
  OUTCOME_PURPOSES,
  OUTREACH,
  OUTREACH_KINDS,
  OUTREACH_OUTCOMES,
  OUTREACH_REACHES,
  OUTREACH_RESULTS,
  RECENCIES,
  TODO_STATES,
  type Arm,
  type CareWay,
  type OutcomePurpose,
  type OutreachKind,
  type OutreachOutcome,
  type OutreachReach,
  type OutreachResult,
  type OutreachStatus,
  type Recency,
  type TodoState,
} from '../domain/outreach'
import { PageQuery } from './common'
import { Clean, Id, Key, Optional, Words } from './validators'

/** Which clients a plan is about; all that is given must hold. */
export class AudienceQuery {
  @IsIn(Object.keys(OUTREACH_KINDS))
  kind!: OutreachKind

  @IsIn(Object.keys(OUTREACH_REACHES))
  reach!: OutreachReach

  /** The article of a plan of kind `content`. */
  @Optional()
  @Id()
  contentId?: string

  /** The event that a plan of kind `event` invites to, and on which alone registering and attending are measured, in a plan of any kind. */
  @Optional()
  @Id()
  eventId?: string

  @Optional()
  @IsIn(Object.keys(PROVENANCE_KINDS))
  source?: ProvenanceKind

  @Optional()
  @Id()
  groupId?: string

  @Optional()
  @IsIn(Object.keys(RECENCIES))
  recency?: Recency
}

export class PlanOutreach extends AudienceQuery {
  /** Made by the client: the same key twice is the same plan once. */
  @Key()
  key!: string

  /** What agents call it, and under which its cards are counted together. */
  @Clean()
  @Words(2, limits.campaign)
  title!: string

  /** What to say; for an event that is not named, its date and place. */
  @Optional()
  @Clean()
  @Words(0, limits.reason)
  words?: string

  /** Of a plan of kind `care`. */
  @Optional()
  @IsIn(Object.keys(CARE_WAYS))
  careWay?: CareWay

  /** How many of a hundred are kept untouched. */
  @IsInt()
  @Min(0)
  @Max(OUTREACH.holdoutMost)
  holdoutPercent!: number

  @IsInt()
  @Min(1)
  @Max(OUTREACH.windowMost)
  windowDays!: number

  /** Whether clients who come to fit the audience later are drawn too. */
  @IsBoolean()
  drawsLater!: boolean

  @IsIn(Object.keys(OUTREACH_OUTCOMES))
  outcome!: OutreachOutcome

  /** The consent that counts, for the outcome `consented`. */
  @Optional()
  @IsIn(OUTCOME_PURPOSES)
  outcomePurpose?: OutcomePurpose
}

export class TodoQuery extends PageQuery {
  @IsIn(TODO_STATES)
  state!: TodoState
}

export class MembersQuery extends PageQuery {
  @IsIn(Object.keys(ARMS))
  arm!: Arm

  /** Only those with the outcome, without it, or who were approached. */
  @Optional()
  @IsIn(['hit', 'missed', 'acted'])
  show?: 'hit' | 'missed' | 'acted'
}

export class MakeOutreachCard {
  /** Made by the client: whatever the key, there is one card for one client of a plan. */
  @Key()
  key!: string
}

export class MarkOutreachDone {
  @IsIn(Object.keys(OUTREACH_RESULTS))
  result!: OutreachResult
}

/** How many clients an audience has, and how many more it would have if their consents allowed it. */
export interface AudienceView {
  count: number
  withoutConsent: number
  most: number
}

export interface OutreachPlanRow {
  id: string
  kind: OutreachKind
  title: string
  status: OutreachStatus
  reach: OutreachReach
  plannerName: string
  /** Planned by the reader; a leader sees the teams' plans too. */
  isOwn: boolean
  startedAt: string | null
  /** When the last observation window closes. */
  closesAt: string | null
  /** What still waits for this reader. */
  openCount: number
}

export interface OutreachPlanView extends OutreachPlanRow {
  words: string
  content: { id: string; title: string } | null
  /** The one event that it is about, if it is about one. */
  event: { id: string; title: string } | null
  careWay: CareWay | null
  /** The audience in words, one sentence for each condition. */
  audience: string[]
  holdoutPercent: number
  windowDays: number
  drawsLater: boolean
  outcome: OutreachOutcome
  /** In words: 「同意一项授权：接收活动与产品信息」. */
  outcomeLabel: string
  doneCount: number
  /** Who was drawn to be approached and, having complained or said never since, is left alone. They count where they were drawn. */
  leftAloneCount: number
  /** For a draft: how many clients would be drawn from now. */
  wouldDraw: number | null
  /** The seed is fixed before anybody is drawn; its digest is told at once, the seed itself when the plan is over, so that every draw can be checked. */
  proof: { commitment: string; seed: string | null }
  can: { start: boolean; cancel: boolean }
}

/** One client to approach. */
export interface OutreachTodoRow {
  id: string
  client: { id: string; name: string }
  /** A card was made for this client. */
  hasCard: boolean
  doneAt: string | null
  result: OutreachResult | null
  observedUntil: string
  /** In words: why this client is not to be asked any more, since the draw. */
  leftAloneBecause: string | null
  can: { share: boolean; done: boolean; undo: boolean }
}

export interface ArmView {
  total: number
  /** How many have the outcome, and the share with its 95% interval by Wilson's method. */
  hits: number
  rate: Interval | null
  /** Approached so far; of those held out always 0. */
  acted: number
  /** Of those with and without the outcome: whose activity the reader may not see, so that they are counted and not listed. */
  hidden: { hits: number; missed: number }
}

export type OutreachVerdict = 'none' | 'open' | 'higher' | 'lower' | 'unclear'

/** What came of a plan, by intention to treat: everybody counts where the draw put them. */
export interface OutreachReportView {
  planId: string
  status: OutreachStatus
  treated: ArmView
  heldOut: ArmView
  /** Treated less held out, with Newcombe's 95% interval. */
  lift: Interval | null
  verdict: OutreachVerdict
  /** Everything above in one sentence. */
  sentence: string
  isSmall: boolean
  /** In words: how many clients it takes to see a given difference. */
  needed: string | null
  /** Of those held out: who opened a card of this plan that somebody else passed on. They stay where they were drawn. */
  crossed: number
  /** Second draws of one person, whose two records were merged since: they count in neither arm. */
  countedOnce: number
  isFinal: boolean
  /** When the figures stand. */
  finalAt: string | null
}

/** A client in one arm. Who is no longer this reader's client has no name, and whose activity is private no outcome. */
export interface OutreachMemberRow {
  id: string
  client: { id: string; name: string } | null
  arm: Arm
  drawnAt: string
  observedUntil: string
  doneAt: string | null
  result: OutreachResult | null
  /** Whether the outcome came; null when the reader may not know. */
  isHit: boolean | null
}
