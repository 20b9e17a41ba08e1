import { IsBoolean, IsIn } from 'class-validator'
import {
  COMPLAINT_QUEUES,
  complaintAbouts,
  type ComplaintAbout,
  type ComplaintQueue,
  type ComplaintStatus,
  type ComplaintStep,
} from '../domain/complaint'
import { limits } from '../domain/limits'
import { PageQuery } from './common'
import { Clean, Key, Optional, Words } from './validators'

export class FileComplaint {
  @Key()
  key!: string

  @IsIn(complaintAbouts, { message: '请选择投诉的方面' })
  about!: ComplaintAbout

  @Clean()
  @Words(limits.tellingWords, limits.words, { benefits: 'allowed' })
  words!: string
}

/** The client's own word on an answer. */
export class JudgeAnswer {
  @Key()
  key!: string

  @IsBoolean()
  isSolved!: boolean

  /** What is still wrong. */
  @Optional()
  @Clean()
  @Words(2, limits.words, { benefits: 'allowed' })
  words?: string
}

export class ComplaintsQuery extends PageQuery {
  @Optional()
  @IsIn(Object.keys(COMPLAINT_QUEUES))
  show?: ComplaintQueue
}

export class AnswerComplaint {
  @Key()
  key!: string

  @Clean()
  @Words(limits.tellingWords, limits.words, { benefits: 'unrelated' })
  words!: string
}

export interface ComplaintStepView {
  step: ComplaintStep
  text: string
  /** Whose part it was; to those who handle it, by name. */
  by: string
  words: string | null
  at: string
}

/** A complaint as whoever filed it sees it. */
export interface MyComplaintView {
  id: string
  about: ComplaintAbout
  words: string
  status: ComplaintStatus
  filedAt: string
  /** Until when an answer is due, while it is awaited. */
  answerBy: string | null
  isLate: boolean
  steps: ComplaintStepView[]
  /** `reopen`: a "not solved" has it looked at again; otherwise it ends with it. */
  can: { judge: boolean; reopen: boolean }
}

/** A complaint as those who handle it see it. */
export interface ComplaintView {
  id: string
  about: ComplaintAbout
  words: string
  status: ComplaintStatus
  filedAt: string
  answerBy: string | null
  isLate: boolean
  /** Null once the client has taken the consent back. */
  clientName: string | null
  /** Who served the client when it was filed, and does not handle it. */
  agentName: string | null
  /** Whether that agent may read it. */
  isShared: boolean
  steps: ComplaintStepView[]
  can: { accept: boolean; answer: boolean; share: boolean }
}

/** What a client's agent and leaders see on the client's record. */
export interface ClientComplaintView {
  filedAt: string
  status: ComplaintStatus
  isOpen: boolean
  /** Only where whoever handles it shared it. */
  words: string | null
}
