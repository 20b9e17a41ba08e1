import { Type } from 'class-transformer'
import { IsIn, IsInt, Max, Min } from 'class-validator'
import type { ReferralStatus } from '../domain/referral'
import {
  ASSISTS,
  MOST_SOURCE_DAYS,
  SOURCE_DIMENSIONS,
  SOURCE_STAGES,
  type AssistSide,
  type SourceDimension,
  type SourceStage,
} from '../domain/source'
import { DaysQuery, type PageQuery } from './common'
import { Cursor, Optional, PageLimit, RowKey } from './validators'

/** Whose people of which Beijing days: the last `days` (30 if nothing is said), or from one day to another, both included. */
export class SourcePeriodQuery extends DaysQuery {
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_SOURCE_DAYS)
  days?: number
}

export class SourcesQuery extends SourcePeriodQuery {
  @Optional()
  @IsIn(Object.keys(SOURCE_DIMENSIONS))
  by?: SourceDimension
}

/** Who is behind a figure of the same query. */
export class SourcePeopleQuery extends SourcesQuery implements PageQuery {
  /** The key of a row; without it everybody. */
  @RowKey()
  row?: string

  @Optional()
  @IsIn(Object.keys(SOURCE_STAGES))
  stage?: SourceStage

  @Cursor()
  cursor?: string

  @PageLimit()
  limit?: number
}

export class SourceAssistsQuery extends SourcePeriodQuery implements PageQuery {
  @IsIn(Object.keys(ASSISTS))
  side!: AssistSide

  @Cursor()
  cursor?: string

  @PageLimit()
  limit?: number
}

/** People by how far they came; each stage counts for itself. */
export type StageCounts = Record<SourceStage, number>

/** A proportion with the bounds of its 95% interval (Wilson), between 0 and 1. */
export interface RateView {
  value: number
  low: number
  high: number
}

export interface SourceRow {
  /** "card", "content:12", "client:7"; "none" for people who came by nothing of the kind, "rest" for what is beyond the rows shown. */
  key: string
  label: string
  counts: StageCounts
  /** How many of those whom shares reached became clients; null when shares reached nobody. */
  rate: RateView | null
}

/** A piece of the period; the first may be shorter than the others. */
export interface TrendPoint {
  from: string
  to: string
  counts: StageCounts
}

/** Where the people of a period came from. Every person has one source with each agent: the rows add up to the totals, exactly. */
export interface SourcesView {
  by: SourceDimension
  from: string
  to: string
  /** Whose board this is: 「我」, an agent's name, or 「团队」. */
  whose: string
  totals: StageCounts
  rate: RateView | null
  /** The largest first; "none" and "rest" stand last. */
  rows: SourceRow[]
  trend: TrendPoint[]
  /** Days from the first touch to the consent, of those who became clients; null when nobody did. */
  toConsent: { people: number; median: number; lower: number; upper: number } | null
  /** Distinct clients, counted within the period. */
  assists: Record<AssistSide, number>
  /** So few people that proportions say little. */
  isSmall: boolean
  /** Agents to choose from, for leaders. */
  agents: { id: string; name: string }[]
}

/** One person behind a figure; the name only of own clients. */
export interface SourcePersonView {
  id: string
  name: string
  clientId: string | null
  /** When and by what the person came. */
  at: string
  source: string
  /** Whose board it is, for leaders. */
  agentName: string | null
  /** As far as the reader may know. */
  stages: SourceStage[]
  /** Days from the first touch to the consent. */
  daysToConsent: number | null
}

/** One client whom shares of another agent than the owner reached; another agent's client stays unnamed. */
export interface SourceAssistView {
  id: string
  name: string
  clientId: string | null
  at: string
  source: string
  /** Whose share it was; null for the own. */
  agentName: string | null
}

/** Somebody who passes on, with what came of it in the period. */
export interface CarrierView {
  /** "client:7" for own clients; a number that means nothing elsewhere for everybody else. */
  key: string
  name: string
  clientId: string | null
  shares: number
  /** People whom the own shares of this person reached directly, and how many of them read to the end. */
  reached: number
  read: number
  readRate: RateView | null
  /** Below: how many others passed it on, whom that reached in turn, and who became a client anywhere below. */
  passedOnBelow: number
  reachedBelow: number
  clients: number
}

/** An own client whom it is a moment to ask for a recommendation. */
export interface ToAskView {
  clientId: string
  name: string
  /** The good word that makes it a moment. */
  stars: number
  ratedAt: string
  /** How many cards the client has passed on so far. */
  given: number
}

/** Who carries weight: 龙头 by what their passing on brings, 号召者 by whom their word moves; and who might be asked next. */
export interface CarriersView {
  from: string
  to: string
  /** In whose chains: 「我」, an agent's name, or 「团队」. */
  whose: string
  leads: CarrierView[]
  callers: CarrierView[]
  /** Of the reader's own clients only, whoever else is on the board. */
  toAsk: ToAskView[]
  /** There were more shares than one answer takes: a shorter period shows all. */
  isCut: boolean
}

export class TreeQuery {
  @Cursor()
  cursor?: string
}

/** A part of a tree, column by column since there may be thousands of nodes. What stands above comes in this part or in an earlier one. */
export interface ShareTreeView {
  ids: string[]
  parentIds: (string | null)[]
  /** 「我」 or an own client's name; null for a friend. */
  names: (string | null)[]
  clientIds: (string | null)[]
  ats: string[]
  openedBy: number[]
  readBy: number[]
  clients: number[]
  total: number
  next: string | null
}

/** A part of the tree of who recommended whom. Nodes without a parent hang on the agent; a parent may come in a later part. */
export interface ReferralTreeView {
  ids: string[]
  parentIds: (string | null)[]
  names: (string | null)[]
  clientIds: (string | null)[]
  ats: string[]
  /** What became of the referral; null for those who were not recommended by anybody. */
  statuses: (ReferralStatus | null)[]
  total: number
  next: string | null
}
