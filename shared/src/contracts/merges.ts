import { Matches } from 'class-validator'
import { limits } from '../domain/limits'
import type { MergeKind, MergeMove, MergeWarning } from '../domain/merge'
import { PageQuery } from './common'
import { Clean, Id, Key, Optional, Words } from './validators'

/** Which two records; the first is the one that stays. */
export class MergePair {
  @Id()
  survivorId!: string

  @Id()
  mergedId!: string
}

export class MergeClients extends MergePair {
  @Key()
  key!: string

  @Clean()
  @Words(1, limits.reason, { benefits: 'allowed' })
  reason!: string

  /** What the preview gave as `differences`, by whoever has looked at them and confirms that it is one person. */
  @Optional()
  @Matches(/^[0-9a-f]{32}$/u)
  confirmed?: string
}

export class UndoMerge {
  @Clean()
  @Words(1, limits.reason, { benefits: 'allowed' })
  reason!: string
}

export class MergesQuery extends PageQuery {
  /** Only the merges of this client. */
  @Optional()
  @Id()
  clientId?: string
}

export interface MergeSideView {
  id: string
  displayName: string
  ownerName: string | null
  becameClientAt: string
}

export interface MergeCountView {
  what: MergeMove
  label: string
  count: number
}

/** What a merge would do: exactly what it then does. */
export interface MergePreviewView {
  survivor: MergeSideView
  merged: MergeSideView
  moves: MergeCountView[]
  /** Set when the merged record's owner would give way. */
  ownerChange: { from: string | null; to: string | null } | null
  takesPhone: boolean
  /** What speaks against it, in words: with any of it, whoever merges confirms that it is one person. */
  warnings: { kind: MergeWarning; sentence: string }[]
  /** To be sent with the merge once that is confirmed; null where there is nothing to confirm. */
  differences: string | null
  undoDays: number
}

export interface MergeView {
  id: string
  survivor: MergeSideView
  merged: MergeSideView
  kind: MergeKind
  label: string
  reason: string
  /** Null when the server did it by rule. */
  byName: string | null
  at: string
  moved: MergeCountView[]
  undoableUntil: string
  undone: { at: string; byName: string | null; reason: string } | null
  can: { undo: boolean }
}
