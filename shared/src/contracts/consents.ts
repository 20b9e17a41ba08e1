import { Equals, IsBoolean, IsIn, IsString, MaxLength } from 'class-validator'
import { purposes, type ConsentState, type Purpose } from '../domain/consent'
import type { BindingRule } from '../domain/client'
import { limits } from '../domain/limits'
import type { AgentCard, MeView } from './identity'
import { Clean, ListOf, Optional, ShareCode, Words } from './validators'

export class ConsentDecision {
  @IsIn(purposes)
  purpose!: Purpose

  /** The version of the text that was shown. */
  @IsString()
  @MaxLength(20)
  textVersion!: string

  @IsBoolean()
  given!: boolean
}

export class DecideConsents {
  @ListOf(() => ConsentDecision, { least: 1, most: 10 })
  decisions!: ConsentDecision[]

  /** The person's own word to be 18 or older; needed with the first yes (domain rules, section 9). */
  @Optional()
  @Equals(true)
  isAdult?: true

  /** How the person wants to be addressed by the agent. */
  @Optional()
  @Clean()
  @Words(1, limits.name, { benefits: 'unrelated' })
  displayName?: string

  /** The share through which the person is here now, if any. */
  @Optional()
  @ShareCode()
  shareCode?: string
}

/** One purpose as it stands for this person, with the text to read. */
export interface ConsentView {
  purpose: Purpose
  title: string
  /** The full text in force, in paragraphs. */
  body: string
  textVersion: string
  state: ConsentState | null
  /** The version that was answered, when it was. */
  answeredVersion: string | null
  decidedAt: string | null
  /** `ask`: whether a page may raise the question by itself; after a no it rests for 90 days (domain rules, section 9). */
  can: { give: boolean; withdraw: boolean; ask: boolean }
}

export interface ConsentsView {
  consents: ConsentView[]
  /** Who would serve this person after a yes to "be_served", as far as it is known now. */
  prospectiveAdviser: AgentCard | null
}

export interface ConsentOutcome {
  consents: ConsentView[]
  me: MeView
  /** The rule by which the record was found or made; null when nothing was bound by this decision. */
  boundBy: BindingRule | null
}
