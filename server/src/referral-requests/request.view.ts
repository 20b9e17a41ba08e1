import type { RequestEditView, RequestView } from '@quanke/shared/contracts/referral-requests'
import type {
  Audience,
  RequestCategory,
  RequestOutcome,
  RequestStatus,
  Urgency,
} from '@quanke/shared/domain/referral-request'
import type { PictureReview } from '@quanke/shared/domain/picture'
import { refusalText } from '@quanke/shared/domain/refusal'
import { fromJson } from '../core/json'
import { answerViews } from './answers.rules'
import { closeRefusal, handOverRefusal, mayEdit, pictureRefusal, withdrawRefusal } from './ask.rules'
import { isDueSoon, promisedBy } from './deadline.rules'
import { mayIntroduce } from './introduce.rules'
import { introductionNow, isOver, statusAfter } from './introduction.rules'
import { introductionView, type IntroductionRow } from './introduction.view'
import { readerOf, type Reader, type Viewer } from './reader.rules'
import type { Answers, WordsReview } from './referral-request.entity'
import type { ViewTools } from './request.queries'

export interface RequestRow {
  id: string
  accountId: string
  recordId: string
  category: RequestCategory
  words: string
  /** JSON, as the database hands it over. */
  answers: unknown
  version: number
  editedAt: Date | null
  urgency: Urgency
  audience: Audience
  groupId: string | null
  groupName: string | null
  wordsReview: WordsReview
  status: RequestStatus
  askedAt: Date
  remindAt: Date | null
  answerBy: Date | null
  firstAnsweredAt: Date | null
  escalatedAt: Date | null
  escalatedToAgentId: string | null
  helperAgentId: string | null
  helperName: string | null
  outcome: RequestOutcome | null
  rating: number | null
  ratingWords: string | null
  closedAt: Date | null
  displayName: string
  alias: string
  hasPhone: number
  passesContact: number
  ownerAgentId: string | null
  ownerTeamPath: string | null
  isMember: number
}

export interface EditRow {
  requestId: string
  words: string
  answers: unknown
  urgency: Urgency
  at: Date
}

export interface PictureRow {
  id: string
  requestId: string
  width: number
  height: number
  review: PictureReview
}

/** What belongs to a request, beside the request itself. */
export interface Belongings {
  introductions: readonly IntroductionRow[]
  edits: readonly EditRow[]
  pictures: readonly PictureRow[]
}

/** The answers to the category's questions, as stored. */
export const answersIn = ({ answers }: { answers: unknown }): Answers => fromJson<Answers | null>(answers) ?? []

/** The request as this person may see it, or null when it does not exist for them. */
export function requestView(
  row: RequestRow,
  { introductions, edits, pictures }: Belongings,
  viewer: Viewer,
  tools: ViewTools,
): RequestView | null {
  const reader = readerOf({ ...row, isMember: Number(row.isMember) === 1 }, viewer)
  if (reader === null) return null
  const isMember = reader === 'member'
  const standing = introductions.map((introduction) => introductionNow(introduction, tools.now))
  const isConnected = standing.includes('connected')
  const keepsFromEditing = mayEdit(row.status, standing) ?? (isConnected ? 'request_accepted' : null)
  const canHandOver = reader === 'leader' && mayHandOver(row)
  return {
    id: row.id,
    category: row.category,
    words: row.words,
    answers: answerViews(row.category, answersIn(row)),
    urgency: row.urgency,
    audience: row.audience,
    groupName: row.groupName,
    // What nobody settled in time is over, swept or not.
    status: isOver(row.status) ? row.status : statusAfter(row.status, standing),
    askedBy: askedBy(row, reader),
    clientId: reader === 'owner' || reader === 'leader' ? row.recordId : null,
    askedAt: row.askedAt.toISOString(),
    version: row.version,
    editedAt: row.editedAt?.toISOString() ?? null,
    edits: isMember ? [] : edits.map((edit) => editView(row.category, edit)),
    answerBy: isMember ? null : (promisedBy(row)?.toISOString() ?? null),
    isDueSoon: !isMember && isDueSoon(row, tools.now),
    escalatedAt: isMember || row.escalatedToAgentId === null ? null : (row.escalatedAt?.toISOString() ?? null),
    helperName: isMember ? null : row.helperName,
    pictures: pictures
      .filter(({ review }) => !isMember || review === 'passed')
      .map(({ id, width, height, review }) => ({ id, width, height, review })),
    passes: reader === 'client' ? passesOf(row) : null,
    introductions: introductions
      // To the group a request is a question; what others answered is between them and the client.
      .filter(({ byAccountId }) => !isMember || byAccountId === viewer.accountId)
      .map((introduction) => introductionView(introduction, row, reader, viewer, tools)),
    outcome: isMember ? null : row.outcome,
    rating: isMember ? null : row.rating,
    ratingWords: isMember ? null : row.ratingWords,
    closedAt: row.closedAt?.toISOString() ?? null,
    can: {
      withdraw: reader === 'client' && withdrawRefusal(row.status) === null,
      introduce: mayIntroduce(reader, row.status, row.escalatedAt !== null),
      close: reader === 'client' && closeRefusal(row.status, null) === null,
      edit: reader === 'client' && keepsFromEditing === null,
      addPicture: reader === 'client' && pictureRefusal(row.status, 0) === null,
      handOver: canHandOver,
    },
    whyNotEdit: reader === 'client' && keepsFromEditing !== null ? refusalText(keepsFromEditing) : null,
    notToAsk: canHandOver ? [row.ownerAgentId, viewer.agentId].filter((id) => id !== null) : [],
  }
}

const SOMEBODY_ELSE = { isActive: true, isLeader: false, isOwner: false }

const mayHandOver = ({ status, escalatedAt }: RequestRow): boolean =>
  handOverRefusal({ status, isEscalated: escalatedAt !== null, agent: SOMEBODY_ELSE }) === null

function askedBy({ alias, displayName }: RequestRow, reader: Reader): string | null {
  if (reader === 'client') return null
  return reader === 'member' ? alias : displayName
}

function passesOf({ passesContact, hasPhone }: RequestRow): RequestView['passes'] {
  if (Number(passesContact) !== 1) return 'no_consent'
  return Number(hasPhone) === 1 ? 'phone' : 'no_phone'
}

const editView = (category: RequestCategory, edit: EditRow): RequestEditView => ({
  at: edit.at.toISOString(),
  words: edit.words,
  answers: answerViews(category, answersIn(edit)),
  urgency: edit.urgency,
})
