import type { ThanksReceivedView } from '@quanke/shared/contracts/referral-requests'
import type { RequestCategory } from '@quanke/shared/domain/referral-request'
import type { DataSource } from 'typeorm'
import type { Actor } from '../core/actor'
import { daysBefore } from '../core/days'

const SHOWN_DAYS = 30
const MOST = 20

interface ThanksRow extends Omit<ThanksReceivedView, 'at'> {
  at: Date
}

/** What clients thanked this person for in the last weeks, the latest first. A client who withdrew is gone here too. */
export async function thanksReceived(db: DataSource, actor: Actor, now: Date): Promise<ThanksReceivedView[]> {
  const rows = await db.query<(ThanksRow & { category: RequestCategory })[]>(
    `SELECT i.id introductionId, i.requestId, q.category, IF(r.ownerAgentId = ?, r.displayName, a.alias) \`from\`, i.thanksWords words, i.thankedAt at
       FROM introductions i JOIN referral_requests q ON q.id = i.requestId
       JOIN client_records r ON r.id = q.recordId AND r.status = 'active' JOIN wechat_accounts a ON a.id = q.accountId
      WHERE i.byAccountId = ? AND i.thankedAt > ? ORDER BY i.thankedAt DESC, i.id DESC LIMIT ?`,
    [actor.agentId, actor.accountId, daysBefore(now, SHOWN_DAYS), MOST],
  )
  return rows.map(({ at, ...thanks }) => ({ ...thanks, at: at.toISOString() }))
}
