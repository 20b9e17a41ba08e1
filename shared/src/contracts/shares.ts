import { IsIn } from 'class-validator'
import { SHARE_CHANNELS, SHARE_SUBJECTS, type ShareChannel, type ShareSubject } from '../domain/share'
import type { AgentCard } from './identity'
import { Id, Key, Optional, ShareCode } from './validators'

export class CreateShare {
  /** Made by the client: the same key twice is the same share once. */
  @Key()
  key!: string

  @IsIn(Object.keys(SHARE_SUBJECTS))
  subject!: ShareSubject

  @Id()
  subjectId!: string

  @IsIn(Object.keys(SHARE_CHANNELS))
  channel!: ShareChannel

  /** The share through which the sharer is here: the new one hangs below it. */
  @Optional()
  @ShareCode()
  parentCode?: string

  /** Of agents: the own campaign under which this is shared. */
  @Optional()
  @Id()
  campaignId?: string
}

/** What the mini-program needs to pass a thing on. */
export interface ShareView {
  id: string
  code: string
  title: string
  /** Absolute page path with the code in its query, for a card. */
  path: string
  /** Page and scene of the mini-program code. */
  page: string
  scene: string
  subject: ShareSubject
  subjectId: string
}

/** What a share code leads to, for whoever opens it. */
export interface ShareLandingView {
  code: string
  subject: ShareSubject
  subjectId: string
  title: string
  /** Where to go, without leading slash. */
  page: string
  query: string
  agent: AgentCard | null
}

/** An agent's own share with whom it reached, in kind numbers. */
export interface ShareRow {
  id: string
  code: string
  subject: ShareSubject
  title: string
  channel: ShareChannel
  createdAt: string
  /** Distinct people, over the whole tree below this share. */
  openedBy: number
  readBy: number
  passedOnBy: number
  becameClients: number
  /** Clients of other agents whom it reached: it assists there, and changes no owner (domain rules, section 3.5). */
  assists: number
}

export interface ShareReachView extends ShareRow {
  /** Over how many hands it went at most; 0 when nobody passed it on. */
  deepest: number
}
