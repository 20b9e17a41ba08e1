import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, Max, Min, ValidateIf } from 'class-validator'
import { CONTENT_STATUSES, topics, type Block, type ContentStatus, type Topic } from '../domain/content'
import { limits } from '../domain/limits'
import { SearchQuery } from './common'
import type { AgentCard } from './identity'
import { Clean, Id, Key, ListOf, Optional, ShareCode, Words } from './validators'

export class ContentsQuery extends SearchQuery {
  @Optional()
  @IsIn(topics)
  topic?: Topic

  /** Other shelves than the published one are for those who write and approve. */
  @Optional()
  @IsIn(Object.keys(CONTENT_STATUSES))
  status?: ContentStatus
}

export class OneContentQuery {
  /** The share through which it is opened: decides whose licence line is shown. */
  @Optional()
  @ShareCode()
  shareCode?: string
}

export interface ContentRow {
  id: string
  topic: Topic
  title: string
  summary: string
  minutes: number
  /** When it was published; when it was written, for what never was. */
  publishedAt: string
  /** Furthest position of this reader in percent; null when never opened. */
  readPercent: number | null
}

export interface ContentView extends ContentRow {
  status: ContentStatus
  version: number
  blocks: Block[]
  sources: string[]
  /** The interest group it points to. */
  group: { id: string; name: string; memberCount: number; isMember: boolean } | null
  /** Whose licence footer it carries: the sharing agent's, else the reader's adviser's. */
  adviser: AgentCard | null
  /** Set when it was recalled: then there are no blocks. */
  recalledReason: string | null
  can: { share: boolean; recall: boolean; approve: boolean }
}

const BLOCK_KINDS = ['heading', 'paragraph', 'list', 'note', 'quote'] as const

export class BlockInput {
  @IsIn(BLOCK_KINDS)
  kind!: Block['kind']

  @ValidateIf((block: BlockInput) => block.kind !== 'list')
  @Clean()
  @Words(1, 2000, { benefits: 'allowed' })
  text?: string

  @ValidateIf((block: BlockInput) => block.kind === 'list')
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(30)
  @Words(1, 500, { each: true, benefits: 'allowed' })
  items?: string[]
}

/** A draft by staff; it becomes visible only when compliance approves it (domain rules, section 9). */
export class DraftContent {
  /** Made by the client: the same key twice is the same draft once. */
  @Key()
  key!: string

  @IsIn(topics)
  topic!: Topic

  @Clean()
  @Words(1, limits.name, { benefits: 'allowed' })
  title!: string

  @Clean()
  @Words(1, limits.shortWords, { benefits: 'allowed' })
  summary!: string

  @IsInt()
  @Min(1)
  @Max(60)
  minutes!: number

  @Optional()
  @Id()
  groupId?: string

  @ListOf(() => BlockInput, { least: 1, most: 200 })
  blocks!: BlockInput[]
}

export class RecallContent {
  @Clean()
  @Words(1, limits.reason, { benefits: 'unrelated' })
  reason!: string
}
