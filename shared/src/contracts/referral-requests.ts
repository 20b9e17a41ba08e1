import { IsBoolean, IsIn, IsInt, Max, Min } from 'class-validator'
import { limits } from '../domain/limits'
import {
  AUDIENCES,
  INTRODUCTION_KINDS,
  REQUEST_CATEGORIES,
  REQUEST_OUTCOMES,
  URGENCIES,
  type Audience,
  type IntroductionKind,
  type IntroductionStatus,
  type RequestCategory,
  type RequestOutcome,
  type RequestStatus,
  type Urgency,
} from '../domain/referral-request'
import { SearchQuery } from './common'
import { Clean, Id, Key, Optional, Words } from './validators'

export class AskForReferral {
  /** Made by the client: the same key twice is the same request once. */
  @Key()
  key!: string

  @IsIn(Object.keys(REQUEST_CATEGORIES))
  category!: RequestCategory

  @Clean()
  @Words(5, limits.words, { benefits: 'unrelated' })
  words!: string

  @IsIn(Object.keys(URGENCIES))
  urgency!: Urgency

  @IsIn(Object.keys(AUDIENCES))
  audience!: Audience

  /** Needed when the audience is a group. */
  @Optional()
  @Id()
  groupId?: string
}

export class Introduce {
  @Key()
  key!: string

  @IsIn(Object.keys(INTRODUCTION_KINDS))
  kind!: IntroductionKind

  /** From the directory, when the kind is a provider. */
  @Optional()
  @Id()
  providerId?: string

  /** Who is introduced, when it is not from the directory. */
  @Optional()
  @Clean()
  @Words(1, limits.name, { benefits: 'unrelated' })
  name?: string

  /** How to reach them; passes to the client only after the client's yes. */
  @Optional()
  @Clean()
  @Words(1, limits.contact, { phone: 'allowed', benefits: 'unrelated' })
  contact?: string

  /** Why this one, in the agent's words. */
  @Clean()
  @Words(2, limits.words, { benefits: 'unrelated' })
  words!: string

  /** The introducer's word that the other side has agreed to be introduced. */
  @IsBoolean()
  counterpartAgreed!: boolean
}

export class CloseRequest {
  @IsIn(Object.keys(REQUEST_OUTCOMES))
  outcome!: RequestOutcome

  /** One to five stars. */
  @IsInt()
  @Min(1)
  @Max(5)
  rating!: number

  @Optional()
  @Clean()
  @Words(0, limits.words, { benefits: 'unrelated' })
  words?: string
}

export class ProvidersQuery extends SearchQuery {
  @Optional()
  @IsIn(Object.keys(REQUEST_CATEGORIES))
  kind?: RequestCategory
}

export interface IntroductionView {
  id: string
  kind: IntroductionKind
  name: string
  words: string
  introducedBy: string
  status: IntroductionStatus
  /** Null until both sides have said yes. */
  contact: string | null
  at: string
  settledAt: string | null
  can: { accept: boolean; decline: boolean }
}

export interface RequestView {
  id: string
  category: RequestCategory
  words: string
  urgency: Urgency
  audience: Audience
  groupName: string | null
  status: RequestStatus
  /** The client's name for the owning agent, the alias for group members, null for the client. */
  askedBy: string | null
  clientId: string | null
  askedAt: string
  introductions: IntroductionView[]
  outcome: RequestOutcome | null
  rating: number | null
  ratingWords: string | null
  closedAt: string | null
  can: { withdraw: boolean; introduce: boolean; close: boolean }
}

export interface ProviderView {
  id: string
  kind: RequestCategory
  name: string
  place: string
  hours: string
  licence: string
  vouchedBy: string
  validUntil: string
  isValid: boolean
}
