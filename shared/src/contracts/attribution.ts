import { IsIn } from 'class-validator'
import {
  ATTRIBUTION_DIMENSIONS,
  OUTCOME_KINDS,
  type AttributionDimension,
  type AttributionModel,
  type OutcomeKind,
} from '../domain/attribution'
import type { ShareChannel, ShareSubject } from '../domain/share'
import { DaysQuery } from './common'
import { Cursor, PageLimit, RowKey } from './validators'

/** Which outcomes, of which Beijing days (both included; without them the last 90), of whom. */
export class AttributionQuery extends DaysQuery {
  @IsIn(Object.keys(OUTCOME_KINDS))
  outcome!: OutcomeKind

  @IsIn(Object.keys(ATTRIBUTION_DIMENSIONS))
  dimension!: AttributionDimension
}

/** Which outcomes are behind a figure of the same query. */
export class AttributedOutcomesQuery extends AttributionQuery {
  /** Where the last page ended. */
  @Cursor()
  cursor?: string

  @PageLimit()
  limit?: number

  /** The key of a row: only outcomes that give it credit. Without it all of them. */
  @RowKey()
  row?: string
}

/** Whole numbers: 1 000 000 is one outcome (`CREDIT_PER_OUTCOME`). */
export type Credits = Record<AttributionModel, number>

export interface AttributionRow {
  /** "card", "content:12", "client:7"; "none" for outcomes without any share, "rest" for what is beyond the rows shown. */
  key: string
  label: string
  credits: Credits
  /** Outcomes on whose way this row was. One outcome may be on several rows. */
  outcomes: number
}

/** Who and what led to the outcomes, under every model. Each model's column adds up to `outcomes` times a million. */
export interface AttributionView {
  outcome: OutcomeKind
  dimension: AttributionDimension
  from: string
  to: string
  /** Whose outcomes these are: 「我」, an agent's name, or 「团队」. */
  whose: string
  /** Agents to choose from, for leaders. */
  agents: { id: string; name: string }[]
  /** Shares count that reached the person within this many days before the outcome. */
  lookBackDays: number
  outcomes: number
  /** Of these, the ones that no share led to. */
  withoutShare: number
  /** People whom shares reached and who did not come to this outcome: the data-driven model learns from them too. */
  otherPeople: number
  /** The largest by the linear model first; "rest" and "none" are the last. */
  rows: AttributionRow[]
  /** There were more outcomes or people than one answer takes: a shorter period shows all. */
  isCut: boolean
}

/** A share on the way to an outcome. */
export interface PathStepView {
  /** The row to which its credit goes. */
  row: string
  channel: ShareChannel
  item: { kind: ShareSubject; title: string }
  /** 「我」, an agent's or the own client's name, or 「一位朋友」. */
  sharer: string
  /** WeChat's entry, in words, when it is known. */
  scene: string | null
  at: string
  credits: Credits
}

/** One outcome behind a figure. */
export interface AttributedOutcomeView {
  id: string
  outcome: OutcomeKind
  at: string
  /** The name of a client whom the reader serves, else 「一位朋友」. */
  who: string
  clientId: string | null
  /** In the order in which the shares first reached the person. */
  path: PathStepView[]
  /** What this outcome gives to the row asked for, or all of it. */
  credits: Credits
}
