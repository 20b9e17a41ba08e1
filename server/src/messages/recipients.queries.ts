import type { RequestCategory, Urgency } from '@quanke/shared/domain/referral-request'
import type { DataSource } from 'typeorm'

/** Whom a message goes to. */
export interface Recipient {
  id: string
  openid: string
}

/** The agent of a request that still waits, with what the message says; null when there is nobody to tell any more. */
export async function newRequestFor(
  db: DataSource,
  requestId: string,
): Promise<(Recipient & { requestId: string; category: RequestCategory; urgency: Urgency; askedAt: Date }) | null> {
  const [row] = await db.query<
    (Recipient & { requestId: string; category: RequestCategory; urgency: Urgency; askedAt: Date })[]
  >(
    `SELECT a.id, a.openid, q.id requestId, q.category, q.urgency, q.askedAt
       FROM referral_requests q
       JOIN client_records r ON r.id = q.recordId AND r.status = 'active'
       JOIN wechat_accounts a ON a.agentId = r.ownerAgentId AND a.closedAt IS NULL
      WHERE q.id = ? AND q.status = 'open'`,
    [requestId],
  )
  return row ?? null
}

/** The client who was answered. */
export async function introductionFor(
  db: DataSource,
  introductionId: string,
): Promise<(Recipient & { requestId: string; category: RequestCategory; offeredAt: Date }) | null> {
  const [row] = await db.query<(Recipient & { requestId: string; category: RequestCategory; offeredAt: Date })[]>(
    `SELECT a.id, a.openid, q.id requestId, q.category, i.offeredAt
       FROM introductions i
       JOIN referral_requests q ON q.id = i.requestId AND q.status = 'answered'
       JOIN client_records r ON r.id = q.recordId AND r.status = 'active'
       JOIN wechat_accounts a ON a.id = q.accountId AND a.closedAt IS NULL
      WHERE i.id = ? AND i.status = 'offered'`,
    [introductionId],
  )
  return row ?? null
}

/** The referrer who was thanked. */
export async function thanksFor(db: DataSource, thanksId: string): Promise<(Recipient & { sentAt: Date }) | null> {
  const [row] = await db.query<(Recipient & { sentAt: Date })[]>(
    `SELECT a.id, a.openid, h.sentAt
       FROM referral_thanks h
       JOIN referrals f ON f.id = h.referralId
       JOIN client_records r ON r.id = f.referrerRecordId AND r.status = 'active'
       JOIN wechat_accounts a ON a.id = f.referrerAccountId AND a.closedAt IS NULL
      WHERE h.id = ?`,
    [thanksId],
  )
  return row ?? null
}
