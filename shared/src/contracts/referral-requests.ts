import { Equals, IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator'
import { limits } from '../domain/limits'
import type { PictureReview } from '../domain/picture'
import {
  AUDIENCES,
  CONTACT_WAYS,
  INTRODUCTION_KINDS,
  REQUEST_CATEGORIES,
  REQUEST_OUTCOMES,
  URGENCIES,
  type Audience,
  type ContactWay,
  type IntroductionKind,
  type IntroductionStatus,
  type RequestCategory,
  type RequestOutcome,
  type RequestStatus,
  type Urgency,
} from '../domain/referral-request'
import { ANSWER_LENGTH } from '../domain/request-questions'
import { Clean, Id, Key, ListOf, Optional, Words } from './validators'

/** The answer to one question of the category. */
export class QuestionAnswer {
  @IsString()
  @MaxLength(16)
  question!: string

  /** The key of a choice, or a few words. */
  @Clean()
  @Words(1, ANSWER_LENGTH, { benefits: 'unrelated' })
  answer!: string
}

/** What is asked, and how soon. */
class Asking {
  @Clean()
  @Words(limits.tellingWords, limits.words, { benefits: 'unrelated' })
  words!: string

  /** To the questions of the category; none is compulsory. */
  @Optional()
  @ListOf(() => QuestionAnswer, { most: 8 })
  answers?: QuestionAnswer[]

  @IsIn(Object.keys(URGENCIES))
  urgency!: Urgency
}

export class AskForReferral extends Asking {
  /** Made by the client: the same key twice is the same request once. */
  @Key()
  key!: string

  @IsIn(Object.keys(REQUEST_CATEGORIES))
  category!: RequestCategory

  @IsIn(Object.keys(AUDIENCES))
  audience!: Audience

  /** Needed when the audience is a group. */
  @Optional()
  @Id()
  groupId?: string
}

/** What was asked, in better words. What for and who may see it stay as they were. */
export class EditRequest extends Asking {
  /** Which version was on the screen: two edits at once do not overwrite each other. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  version!: number
}

export class HandOver {
  /** An agent of the leader's teams, who answers instead. */
  @Id()
  agentId!: string
}

export class Introduce {
  @Key()
  key!: string

  /** Which version of the request was on the screen: nobody answers what the client has put otherwise meanwhile. Left out by older versions. */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(65_535)
  version?: number

  @IsIn(Object.keys(INTRODUCTION_KINDS))
  kind!: IntroductionKind

  /** From the directory, when the kind is a provider. */
  @Optional()
  @Id()
  providerId?: string

  /** The code of the agent, when the kind is an agent. */
  @Optional()
  @IsString()
  @MaxLength(16)
  agentCode?: string

  /** How the introducer calls the person, when it is one: never a number or an address. */
  @Optional()
  @Clean()
  @Words(1, limits.name, { benefits: 'unrelated' })
  name?: string

  /** Why this one, in the introducer's words. */
  @Clean()
  @Words(2, limits.words, { benefits: 'unrelated' })
  words!: string
}

/** The counterpart's yes, with how they may be reached. */
export class AgreeToIntroduction {
  @IsIn(Object.keys(CONTACT_WAYS))
  way!: ContactWay

  /** What the counterpart says about themself, when it is not the verified number. A number here is refused with the way to give it. */
  @Optional()
  @Clean()
  @Words(2, limits.contact, { phone: 'allowed', benefits: 'unrelated' })
  contact?: string

  @Equals(true)
  isAdult!: true
}

export class ThankIntroducer {
  @Clean()
  @Words(2, limits.words)
  words!: string
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

export interface IntroductionView {
  id: string
  kind: IntroductionKind
  /** Empty once a person said no: nothing of them is kept. */
  name: string
  words: string
  introducedBy: string
  status: IntroductionStatus
  /** Nobody took it back: the request was over before both had answered. */
  isEndedWithRequest: boolean
  /** Null until both sides have said yes. */
  contact: string | null
  /** For comparing, where it comes from the directory. */
  provider: {
    place: string
    hours: string
    licence: string
    vouchedBy: string
    validUntil: string
    isValid: boolean
    /** Taken out of the directory: the contact is given to nobody any more. */
    isGone: boolean
  } | null
  /** For comparing, where it is an agent of the organisation. */
  agent: { title: string; teamName: string; licenceNumber: string; isGone: boolean } | null
  /** The card that the introducer passes to the person; null for everybody else, and when it is of no use any more. */
  card: { title: string; path: string } | null
  /** The code of the card on which an agent who introduced himself answers as the counterpart. */
  ownCard: string | null
  at: string
  expiresAt: string | null
  settledAt: string | null
  /** The client's words to whoever introduced. */
  thanks: { words: string; at: string } | null
  /** The request was changed after this was offered. */
  isBeforeEdit: boolean
  can: { accept: boolean; decline: boolean; thank: boolean; takeBack: boolean }
}

export interface AnswerView {
  question: string
  /** The question in words. */
  label: string
  answer: string
  /** The answer in words. */
  shown: string
}

/** How the request was before an edit. */
export interface RequestEditView {
  at: string
  words: string
  answers: AnswerView[]
  urgency: Urgency
}

export interface RequestView {
  id: string
  category: RequestCategory
  words: string
  answers: AnswerView[]
  urgency: Urgency
  audience: Audience
  groupName: string | null
  status: RequestStatus
  /** The client's name for the owning agent, the alias for group members, null for the client. */
  askedBy: string | null
  clientId: string | null
  askedAt: string
  version: number
  editedAt: string | null
  /** Earlier versions, the latest first; not for the group. */
  edits: RequestEditView[]
  /** Until when the first answer is promised; null when it was given, and for the group. */
  answerBy: string | null
  isDueSoon: boolean
  /** When nobody had answered in time and the leader was told; null for the group. */
  escalatedAt: string | null
  /** Who was asked by the leader to answer instead. */
  helperName: string | null
  /** What the counterpart of an accepted introduction gets of the client; null for all others. */
  passes: 'phone' | 'no_phone' | 'no_consent' | null
  /** For the group only those that have passed the check; what was held back stays with the client and the agent. */
  pictures: { id: string; width: number; height: number; review: PictureReview }[]
  introductions: IntroductionView[]
  outcome: RequestOutcome | null
  rating: number | null
  ratingWords: string | null
  closedAt: string | null
  can: { withdraw: boolean; introduce: boolean; close: boolean; edit: boolean; handOver: boolean; addPicture: boolean }
  /** Why the client cannot change it any more; null while that is possible, and for everybody else. */
  whyNotEdit: string | null
  /** Agents whom the leader does not ask to answer: the owner, who did not, and the leader, who can without. */
  notToAsk: string[]
}

/** A client's thanks, as whoever introduced reads them. */
export interface ThanksReceivedView {
  introductionId: string
  requestId: string
  category: RequestCategory
  /** The client's name for the owning agent, the alias for everybody else. */
  from: string
  words: string
  at: string
}

/** The thanks of the last weeks, the latest first. */
export interface ThanksReceivedList {
  items: ThanksReceivedView[]
}

/** An introduction as the one who is introduced sees it: everything to decide on. */
export interface IntroductionCardView {
  code: string
  kind: IntroductionKind
  name: string
  /** The introducer's words. */
  words: string
  introducedBy: string
  /** An agent may introduce oneself. */
  isByReader: boolean
  /** The alias; the name once both have agreed and the client passes it. */
  askedBy: string
  category: RequestCategory
  askedWords: string
  answers: AnswerView[]
  urgency: Urgency
  offeredAt: string
  expiresAt: string | null
  /** What will be passed to whom, and what never, in plain sentences. */
  willPass: string[]
  /** `own` is the client's or introducer's look at the card, `yours` the one who said yes. */
  state: 'waiting' | 'own' | 'yours' | 'closed'
  status: IntroductionStatus
  /** The client's number, after both have said yes and where the client passes it. */
  clientContact: string | null
  /** The number of the reader that WeChat vouches for, masked; null when there is none yet. */
  phone: string | null
  can: { agree: boolean; refuse: boolean; takeBack: boolean }
}
