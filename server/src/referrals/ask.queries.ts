import type { MyReferralAskView, ReferralAskState } from '@quanke/shared/contracts/referrals'
import { ASK_HINDRANCES, BAD_STARS, GOOD_STARS, QUIET_DAYS, type AskAnswer } from '@quanke/shared/domain/referral-ask'
import type { DataSource, EntityManager } from 'typeorm'
import { businessDay, daysBefore } from '../core/days'
import { askMoment, type AskFacts } from './ask-moment.rules'

type Db = DataSource | EntityManager

interface LastAsk {
  askedAt: Date
  answer: AskAnswer | null
}

/** What decides whether this client may be asked, as it stands now. */
export async function askFacts(db: Db, recordId: string, now: Date): Promise<AskFacts & { last: LastAsk | null }> {
  const ratings = await db.query<{ stars: number; at: Date }[]>(
    `SELECT rating stars, closedAt at FROM referral_requests
      WHERE recordId = ? AND closedAt >= ? AND (rating >= ? OR rating <= ?) ORDER BY closedAt DESC LIMIT 50`,
    [recordId, daysBefore(now, QUIET_DAYS), GOOD_STARS, BAD_STARS],
  )
  const [never] = await db.query<unknown[]>(
    'SELECT 1 FROM wechat_accounts WHERE recordId = ? AND neverAsk = 1 LIMIT 1',
    [recordId],
  )
  const [last] = await db.query<LastAsk[]>(
    `SELECT k.askedAt, k.answer FROM wechat_accounts a JOIN referral_asks k ON k.accountId = a.id
      WHERE a.recordId = ? ORDER BY k.askedAt DESC, k.id DESC LIMIT 1`,
    [recordId],
  )
  return {
    saysNever: never !== undefined,
    ratings,
    lastAskedAt: last?.askedAt ?? null,
    lastComplaintAt: lastComplaintAt(),
    last: last ?? null,
  }
}

/** There are no complaints in the product yet; when there are, the latest one of the client is looked up here. */
const lastComplaintAt = (): Date | null => null

/** What the agent sees of it on the client's record. */
export async function askState(db: Db, recordId: string, now: Date): Promise<ReferralAskState> {
  const { last, ...facts } = await askFacts(db, recordId, now)
  const { hindrance, from } = askMoment(facts, now)
  return {
    isMoment: hindrance === null,
    reason: hindrance && ASK_HINDRANCES[hindrance],
    nextOn: from && businessDay(from),
    // Whether the client said no stays with the client; a yes shows by itself, as a card.
    askedOn: last && businessDay(last.askedAt),
  }
}

/** What the client sees: who asks, until it is answered, and whether the client is asked at all. */
export async function myAsk(db: Db, recordId: string, now: Date): Promise<MyReferralAskView> {
  const [never] = await db.query<unknown[]>(
    'SELECT 1 FROM wechat_accounts WHERE recordId = ? AND neverAsk = 1 LIMIT 1',
    [recordId],
  )
  // Whoever asked must still be the adviser: a change of owner takes the question along with it.
  const [ask] = await db.query<{ id: string; agentName: string; askedAt: Date }[]>(
    `SELECT k.id, g.name agentName, k.askedAt
       FROM wechat_accounts a
       JOIN referral_asks k ON k.accountId = a.id AND k.answer IS NULL AND k.askedAt > ?
       JOIN client_records r ON r.id = a.recordId AND r.ownerAgentId = k.agentId AND r.status = 'active'
       JOIN agents g ON g.id = k.agentId AND g.status = 'active'
      WHERE a.recordId = ? ORDER BY k.askedAt DESC LIMIT 1`,
    [daysBefore(now, 30), recordId],
  )
  return {
    ask: ask && never === undefined ? { ...ask, askedAt: ask.askedAt.toISOString() } : null,
    never: never !== undefined,
  }
}
