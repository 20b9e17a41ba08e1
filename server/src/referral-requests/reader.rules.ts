import type { Audience, RequestStatus } from '@quanke/shared/domain/referral-request'
import type { WordsReview } from './referral-request.entity'

/** As whom somebody reads a request: this decides which names and contacts are shown. */
export type Reader = 'client' | 'owner' | 'helper' | 'leader' | 'member'

/** Who is looking; the parts of an actor that matter here. */
export interface Viewer {
  accountId: string
  recordId: string | null
  agentId: string | null
  leadsPath: string | null
}

export interface ReadFacts {
  recordId: string
  ownerAgentId: string | null
  /** Whom the leader asked to answer instead. */
  helperAgentId: string | null
  /** The path of the owner's team; null in the unassigned pool. */
  ownerTeamPath: string | null
  audience: Audience
  wordsReview: WordsReview
  status: RequestStatus
  isMember: boolean
}

/** As whom this person may read the request, or null when it does not exist for them (domain rules, sections 8 and 10). */
export function readerOf(request: ReadFacts, viewer: Viewer): Reader | null {
  if (viewer.recordId === request.recordId) return 'client'
  if (viewer.agentId !== null && viewer.agentId === request.ownerAgentId) return 'owner'
  if (viewer.leadsPath !== null && request.ownerTeamPath?.startsWith(viewer.leadsPath)) return 'leader'
  if (viewer.agentId !== null && viewer.agentId === request.helperAgentId) return 'helper'
  // What the client took back is no longer the group's to read.
  const isForGroup = request.audience === 'group' && request.wordsReview === 'passed' && request.status !== 'withdrawn'
  return isForGroup && request.isMember ? 'member' : null
}
