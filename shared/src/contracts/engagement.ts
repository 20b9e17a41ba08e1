import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsObject, IsUUID, Max, Min } from 'class-validator'
import {
  CLIENT_ENGAGEMENTS,
  CLIENT_ENGAGEMENT_SUBJECTS,
  type ClientEngagementKind,
  type ClientEngagementSubject,
} from '../domain/engagement'
import { limits } from '../domain/limits'
import type { Refusal } from '../domain/refusal'
import { Id, Instant, Optional, ShareCode } from './validators'

/** One thing a person did. */
export class EngagementInput {
  /** UUIDv7 made by the mini-program: the same id is stored once. */
  @IsUUID()
  id!: string

  @IsIn(Object.keys(CLIENT_ENGAGEMENTS))
  kind!: ClientEngagementKind

  @IsIn(CLIENT_ENGAGEMENT_SUBJECTS)
  subject!: ClientEngagementSubject

  /** Absent for the app itself. */
  @Optional()
  @Id()
  subjectId?: string

  /** The share through which it came. */
  @Optional()
  @ShareCode()
  shareCode?: string

  @Instant()
  occurredAt!: string

  /** Time in the foreground, in seconds; for "read" the time since the last report, never the sum. */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(86400)
  seconds?: number

  /** Furthest position in percent. */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(100)
  percent?: number

  /** WeChat's numeric entry scene. */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(65535)
  scene?: number
}

export class RecordEngagements {
  /** Each an `EngagementInput`. They are judged one by one, so that a bad one never holds up the others. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(limits.engagementBatch)
  @IsObject({ each: true })
  events!: EngagementInput[]

  /** When the phone sends this, by its own clock: by it the server sees how wrong that clock is. */
  @Optional()
  @Instant()
  sentAt?: string
}

/** Accepted and duplicate ones are stored for good; a refused one must not be sent again. */
export interface EngagementReceipt {
  accepted: string[]
  duplicates: string[]
  refused: { id: string; code: Refusal; message: string }[]
}
