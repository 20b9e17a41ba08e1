import type { Refusal } from '../domain/refusal'
import { limits } from '../domain/limits'
import { Clean, Cursor, Day, Id, Optional, PageLimit, Words } from './validators'

/** The one shape of every refusal, as `application/problem+json`. */
export interface Problem {
  type: string
  status: number
  /** Stable: clients branch on it. */
  code: Refusal
  /** The sentence for the user. */
  title: string
  /** The field that is wrong, as a path ("events.3.occurredAt"), when there is one. */
  field?: string
  /** What is wrong with each field. */
  errors?: { field: string; message: string }[]
  requestId: string
}

/** A page of a list; `next` is the cursor of the next one, null at the end. */
export interface Page<T> {
  items: T[]
  next: string | null
}

/** Which page of a list. */
export class PageQuery {
  /** Where the last page ended. */
  @Cursor()
  cursor?: string

  @PageLimit()
  limit?: number
}

/** A page of a list that can be searched. */
export class SearchQuery extends PageQuery {
  /** Words to look for. */
  @Optional()
  @Clean()
  @Words(0, limits.search, { phone: 'allowed', benefits: 'allowed' })
  q?: string
}

/** Which Beijing days, both included; and of whom. */
export class DaysQuery {
  @Optional()
  @Day()
  from?: string

  @Optional()
  @Day()
  to?: string

  /** For leaders: one agent of the subtree. Without it an agent sees what is the own, a leader what is of the subtree. */
  @Optional()
  @Id()
  agentId?: string
}

/** The answer to a write that has nothing else to say. */
export interface Done {
  done: true
}
