import { Transform } from 'class-transformer'
import { IsBoolean } from 'class-validator'
import type { MembershipRole, MembershipStatus } from '../domain/group'
import { SearchQuery } from './common'
import type { AgentCard } from './identity'
import { Optional, ShareCode } from './validators'

export class GroupsQuery extends SearchQuery {
  /** Only the groups this person is in. */
  @Optional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  mine?: boolean
}

export class JoinGroup {
  /** The share through which the person is here now, if any. */
  @Optional()
  @ShareCode()
  shareCode?: string
}

export interface GroupRow {
  id: string
  name: string
  topicWords: string
  intro: string
  memberCount: number
  membership: MembershipStatus | null
}

export interface GroupView extends GroupRow {
  rules: string[]
  host: AgentCard
  isOpen: boolean
  contents: { id: string; title: string; minutes: number }[]
  /** `consentFirst`: who wants to join is asked for consent before; the join itself would be refused. */
  can: { join: boolean; consentFirst: boolean; leave: boolean; ask: boolean; share: boolean }
}

/** Members see a community alias, never the WeChat name (domain rules, section 9). */
export interface MemberView {
  alias: string
  role: MembershipRole
  joinedAt: string
}
