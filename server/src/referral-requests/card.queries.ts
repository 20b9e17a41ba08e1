import type { Page, PageQuery } from '@quanke/shared/contracts/common'
import type { IntroductionCardView } from '@quanke/shared/contracts/referral-requests'
import type {
  IntroductionKind,
  IntroductionStatus,
  RequestCategory,
  RequestStatus,
  Urgency,
} from '@quanke/shared/domain/referral-request'
import { SHARE_CODE } from '@quanke/shared/domain/share'
import type { DataSource, EntityManager } from 'typeorm'
import type { Actor, AgentActor } from '../core/actor'
import type { DataCipher } from '../core/crypto'
import { cursorOf, idIn, instantIn, PAGE_SIZE, pageOf, readCursor } from '../core/cursor'
import { cardView } from './card.view'

/** An introduction from the counterpart's side. */
export interface CardRow {
  id: string
  requestId: string
  cardCode: string
  kind: IntroductionKind
  name: string
  words: string
  status: IntroductionStatus
  offeredAt: Date
  expiresAt: Date | null
  agentId: string | null
  byAccountId: string
  byAlias: string
  byAgentName: string | null
  counterpartAccountId: string | null
  category: RequestCategory
  askedWords: string
  answers: unknown
  urgency: Urgency
  requestStatus: RequestStatus
  clientAccountId: string
  clientRecordId: string
  clientAlias: string
  clientName: string
  clientPhoneEnc: Buffer | null
  /** Whether the reader's number or unionid is that of an account of the client. */
  isClients: number
  passesContact: number
  readerPhoneEnc: Buffer | null
}

const SELECT = `SELECT i.id, i.requestId, i.cardCode, i.kind, i.name, i.words, i.status, i.offeredAt, i.expiresAt, i.agentId, i.byAccountId,
    b.alias byAlias, g.name byAgentName, i.counterpartAccountId, q.category, q.words askedWords, q.answers, q.urgency,
    q.status requestStatus, q.accountId clientAccountId, q.recordId clientRecordId, a.alias clientAlias, r.displayName clientName,
    a.phoneEnc clientPhoneEnc,
    EXISTS (SELECT 1 FROM wechat_accounts s WHERE s.recordId = q.recordId AND (s.phoneHash = z.phoneHash OR s.unionid = z.unionid)) isClients,
    EXISTS (SELECT 1 FROM consents c WHERE c.accountId = q.accountId AND c.purpose = 'pass_contact' AND c.state = 'given') passesContact,
    z.phoneEnc readerPhoneEnc
  FROM introductions i
  JOIN referral_requests q ON q.id = i.requestId
  JOIN client_records r ON r.id = q.recordId AND r.status = 'active'
  JOIN wechat_accounts a ON a.id = q.accountId
  JOIN wechat_accounts b ON b.id = i.byAccountId
  LEFT JOIN agents g ON g.id = b.agentId
  JOIN wechat_accounts z ON z.id = ?`

/** The card with this code, or null: also when it was forgotten, or the client has left. */
export async function cardByCode(
  db: DataSource | EntityManager,
  { accountId }: Pick<Actor, 'accountId'>,
  code: string,
): Promise<CardRow | null> {
  if (!SHARE_CODE.test(code)) return null
  const [row] = await db.query<CardRow[]>(`${SELECT} WHERE i.cardCode = ?`, [accountId, code])
  return row ?? null
}

/** Introductions `i` by somebody else than the agent who is introduced, `b` being the introducer's account: who introduced himself answers from the request. */
const BY_COLLEAGUES = 'NOT (b.agentId <=> i.agentId)'

/** The cards on which colleagues and clients introduced this agent, the latest first. */
export async function cardsOfAgent(
  db: DataSource,
  actor: AgentActor,
  { cursor, limit = PAGE_SIZE }: PageQuery,
  cipher: DataCipher,
  now: Date,
): Promise<Page<IntroductionCardView>> {
  const after = readCursor(cursor, 2)
  const rows = await db.query<CardRow[]>(
    `${SELECT} WHERE i.agentId = ? AND i.cardCode IS NOT NULL AND ${BY_COLLEAGUES}${after ? ' AND (i.offeredAt, i.id) < (?, ?)' : ''}
      ORDER BY i.offeredAt DESC, i.id DESC LIMIT ?`,
    [actor.accountId, actor.agentId, ...(after ? [instantIn(after[0]), idIn(after[1])] : []), limit + 1],
  )
  return pageOf(
    rows,
    limit,
    ({ offeredAt, id }) => cursorOf(offeredAt, id),
    (row) => cardView(row, actor, cipher, now),
  )
}

/** How many of these wait for this agent's yes or no. */
export async function waitingCardCount(db: DataSource | EntityManager, agentId: string, now: Date): Promise<number> {
  const [row] = await db.query<{ count: string }[]>(
    `SELECT COUNT(*) count FROM introductions i JOIN referral_requests q ON q.id = i.requestId AND q.status NOT IN ('closed', 'withdrawn')
       JOIN client_records r ON r.id = q.recordId AND r.status = 'active'
       JOIN wechat_accounts b ON b.id = i.byAccountId
      WHERE i.agentId = ? AND ${BY_COLLEAGUES} AND i.status IN ('offered', 'client_agreed') AND i.expiresAt > ?`,
    [agentId, now],
  )
  return Number(row?.count ?? 0)
}
