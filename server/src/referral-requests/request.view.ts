import type { IntroductionView, RequestView } from '@quanke/shared/contracts/referral-requests'
import type {
  Audience,
  IntroductionKind,
  IntroductionStatus,
  RequestCategory,
  RequestOutcome,
  RequestStatus,
  Urgency,
} from '@quanke/shared/domain/referral-request'
import type { DataCipher } from '../core/crypto'
import { closeRefusal, withdrawRefusal } from './ask.rules'
import { mayIntroduce, settleRefusal } from './introduce.rules'
import { readerOf, type Reader, type Viewer } from './reader.rules'
import type { WordsReview } from './referral-request.entity'

export interface RequestRow {
  id: string
  accountId: string
  recordId: string
  category: RequestCategory
  words: string
  urgency: Urgency
  audience: Audience
  groupId: string | null
  groupName: string | null
  wordsReview: WordsReview
  status: RequestStatus
  askedAt: Date
  outcome: RequestOutcome | null
  rating: number | null
  ratingWords: string | null
  closedAt: Date | null
  displayName: string
  alias: string
  ownerAgentId: string | null
  ownerTeamPath: string | null
  isMember: number
}

export interface IntroductionRow {
  id: string
  requestId: string
  byAccountId: string
  byAlias: string
  byAgentName: string | null
  kind: IntroductionKind
  name: string
  words: string
  contactEnc: Buffer | null
  status: IntroductionStatus
  offeredAt: Date
  settledAt: Date | null
}

/** The request as this person may see it, or null when it does not exist for them. */
export function requestView(
  row: RequestRow,
  introductions: readonly IntroductionRow[],
  viewer: Viewer,
  cipher: DataCipher,
): RequestView | null {
  const reader = readerOf({ ...row, isMember: Number(row.isMember) === 1 }, viewer)
  if (reader === null) return null
  const isClient = reader === 'client'
  return {
    id: row.id,
    category: row.category,
    words: row.words,
    urgency: row.urgency,
    audience: row.audience,
    groupName: row.groupName,
    status: row.status,
    askedBy: askedBy(row, reader),
    clientId: reader === 'owner' || reader === 'leader' ? row.recordId : null,
    askedAt: row.askedAt.toISOString(),
    introductions: introductions
      // To the group a request is a question; what others answered is between them and the client.
      .filter(({ byAccountId }) => reader !== 'member' || byAccountId === viewer.accountId)
      .map((introduction) => introductionView(introduction, row, reader, viewer, cipher)),
    outcome: reader === 'member' ? null : row.outcome,
    rating: reader === 'member' ? null : row.rating,
    ratingWords: reader === 'member' ? null : row.ratingWords,
    closedAt: row.closedAt?.toISOString() ?? null,
    can: {
      withdraw: isClient && withdrawRefusal(row.status) === null,
      introduce: mayIntroduce(reader, row.status),
      close: isClient && closeRefusal(row.status, null) === null,
    },
  }
}

function askedBy({ alias, displayName }: RequestRow, reader: Reader): string | null {
  if (reader === 'client') return null
  return reader === 'member' ? alias : displayName
}

function introductionView(
  row: IntroductionRow,
  request: RequestRow,
  reader: Reader,
  viewer: Viewer,
  cipher: DataCipher,
): IntroductionView {
  const can = (to: 'accepted' | 'declined'): boolean =>
    reader === 'client' && settleRefusal({ introduction: row.status, request: request.status, to }) === null
  // Both sides have said yes; still it concerns only the client and the one who gave it.
  const showsContact = row.status === 'accepted' && (reader === 'client' || row.byAccountId === viewer.accountId)
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    words: row.words,
    introducedBy: row.byAgentName ?? row.byAlias,
    status: row.status,
    contact: showsContact && row.contactEnc !== null ? cipher.decrypt(row.contactEnc) : null,
    at: row.offeredAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    can: { accept: can('accepted'), decline: can('declined') },
  }
}
