import type { MyReferralAskView, ReferralAskState, WillingClientView } from '@quanke/shared/contracts/referrals'
import {
  ASK_GAP_DAYS,
  ASK_HINDRANCES,
  BAD_STARS,
  GOOD_RATING_DAYS,
  GOOD_STARS,
  QUIET_DAYS,
  type AskAnswer,
  type AskHindrance,
} from '@quanke/shared/domain/referral-ask'
import type { DataSource, EntityManager } from 'typeorm'
import { complainedSince, lastComplaints } from '../complaints/complaint.queries'
import type { Condition } from '../core/condition'
import { businessDay, daysBefore } from '../core/days'
import { askMoment, quietSince, type AskFacts } from './ask-moment.rules'

type Db = DataSource | EntityManager

interface LastAsk {
  askedAt: Date
  agentId: string
  answer: AskAnswer | null
  answeredAt: Date | null
  /** Whether a card was made since the answer. */
  hasCard: number
}

type Facts = AskFacts & { last: LastAsk | null }

/** Whether account `n` says never, and the same person has not said since, by another account, that it may be asked again. */
const SAYS_NEVER = `n.neverAsk = 1 AND NOT EXISTS (
  SELECT 1 FROM wechat_accounts o
   WHERE o.recordId = n.recordId AND o.neverAsk = 0 AND o.neverAskSaidAt > COALESCE(n.neverAskSaidAt, '1970-01-01'))`

/** Whether the client of account `a` has made a card since the answer to `k`. */
const HAS_CARD =
  'EXISTS (SELECT 1 FROM referrals f WHERE f.referrerRecordId = a.recordId AND f.givenAt >= k.answeredAt)'

/** Approaches `d` to client `r` by plans for recommendations, which are a way of asking for them; who was not reached was not asked. */
const APPROACHES = `outreach_members d JOIN outreach_plans g ON g.id = d.planId AND g.outcome = 'referred'`
const WAS_REACHED = "d.doneAt IS NOT NULL AND NOT (d.result <=> 'no_answer')"

/** What decides whether these clients may be asked, as it stands now, by record id; in five statements, however many they are. */
async function askFactsOf(db: Db, recordIds: readonly string[], now: Date): Promise<Map<string, Facts>> {
  if (recordIds.length === 0) return new Map()
  const ratings = await db.query<{ recordId: string; stars: number; at: Date }[]>(
    `SELECT recordId, rating stars, closedAt at FROM referral_requests
      WHERE recordId IN (?) AND closedAt >= ? AND (rating >= ? OR rating <= ?)`,
    [recordIds, daysBefore(now, QUIET_DAYS), GOOD_STARS, BAD_STARS],
  )
  const unwilling = await db.query<{ recordId: string }[]>(
    `SELECT DISTINCT n.recordId FROM wechat_accounts n WHERE n.recordId IN (?) AND ${SAYS_NEVER}`,
    [recordIds],
  )
  const asks = await db.query<(LastAsk & { recordId: string })[]>(
    `SELECT a.recordId, k.askedAt, k.agentId, k.answer, k.answeredAt, ${HAS_CARD} hasCard FROM wechat_accounts a JOIN referral_asks k ON k.accountId = a.id
      WHERE a.recordId IN (?) ORDER BY k.askedAt, k.id`,
    [recordIds],
  )
  const approaches = await db.query<{ recordId: string; at: Date }[]>(
    `SELECT d.recordId, MAX(d.doneAt) at FROM ${APPROACHES} WHERE d.recordId IN (?) AND ${WAS_REACHED} GROUP BY d.recordId`,
    [recordIds],
  )
  const approached = new Map(approaches.map(({ recordId, at }) => [recordId, at]))
  const complaints = await lastComplaints(db, recordIds, now)
  // The last one of each stays in the map.
  const last = new Map(asks.map(({ recordId, ...ask }) => [recordId, ask]))
  const never = new Set(unwilling.map(({ recordId }) => recordId))
  return new Map(
    recordIds.map((id) => [
      id,
      {
        saysNever: never.has(id),
        ratings: ratings.filter(({ recordId }) => recordId === id),
        lastAskedAt: later(last.get(id)?.askedAt, approached.get(id)),
        lastComplaintAt: complaints.get(id) ?? null,
        last: last.get(id) ?? null,
      },
    ]),
  )
}

function later(one: Date | undefined, other: Date | undefined): Date | null {
  if (one === undefined || other === undefined) return one ?? other ?? null
  return one > other ? one : other
}

/** Like `askFactsOf`, of one client. */
export async function askFacts(db: Db, recordId: string, now: Date): Promise<Facts> {
  return (await askFactsOf(db, [recordId], now)).get(recordId)!
}

/** An own client whom this is a moment to ask. */
export interface ClientToAsk {
  clientId: string
  name: string
  /** The good word that makes it a moment. */
  stars: number
  ratedAt: Date
  /** How many cards the client has passed on so far. */
  given: number
}

/** Looked through for those who may be asked: the ones whose good word is freshest. */
const MOST_LOOKED_AT = 200

/** Which of an agent's clients it is a moment to ask, those first whose good word is freshest. */
export async function clientsToAsk(db: Db, agentId: string, now: Date, most: number): Promise<ClientToAsk[]> {
  const satisfied = await db.query<(Omit<ClientToAsk, 'given'> & { given: string })[]>(
    `SELECT r.id clientId, r.displayName name, MAX(q.rating) stars, MAX(q.closedAt) ratedAt,
            (SELECT COUNT(*) FROM referrals f WHERE f.referrerRecordId = r.id) given
       FROM client_records r JOIN referral_requests q ON q.recordId = r.id AND q.closedAt > ? AND q.rating >= ?
      WHERE r.ownerAgentId = ? AND r.status = 'active'
      GROUP BY r.id, r.displayName ORDER BY ratedAt DESC, r.id LIMIT ?`,
    [daysBefore(now, GOOD_RATING_DAYS), GOOD_STARS, agentId, MOST_LOOKED_AT],
  )
  const facts = await askFactsOf(
    db,
    satisfied.map(({ clientId }) => clientId),
    now,
  )
  return satisfied
    .filter(({ clientId }) => askMoment(facts.get(clientId)!, now).hindrance === null)
    .slice(0, most)
    .map((client) => ({ ...client, given: Number(client.given) }))
}

/** Whether the client `r` is to be left in peace: who said never, or has complained or been dissatisfied of late. No good word changes that. */
function leftInPeace(now: Date): Condition {
  const complained = complainedSince(quietSince(now))
  return {
    where: `WHEN EXISTS (SELECT 1 FROM wechat_accounts n WHERE n.recordId = r.id AND ${SAYS_NEVER}) THEN 'never'
      WHEN ${complained.where} THEN 'complaint'
      WHEN EXISTS (SELECT 1 FROM referral_requests b WHERE b.recordId = r.id AND b.rating <= ? AND b.closedAt >= ?) THEN 'dissatisfied'`,
    values: [...complained.values, BAD_STARS, quietSince(now)],
  }
}

/**
 * Why a plan for recommendations is not to approach the client `r`, as an expression: who is to be left in peace, or was asked of late in any way. Else null.
 * `but` leaves out approaches `d` that do not count.
 */
export function planHindrance(now: Date, but = ''): Condition {
  const peace = leftInPeace(now)
  const since = quietSince(now, ASK_GAP_DAYS)
  return {
    where: `CASE ${peace.where}
      WHEN EXISTS (SELECT 1 FROM wechat_accounts w JOIN referral_asks k ON k.accountId = w.id WHERE w.recordId = r.id AND k.askedAt >= ?)
        OR EXISTS (SELECT 1 FROM ${APPROACHES} WHERE d.recordId = r.id AND ${WAS_REACHED} AND d.doneAt >= ? ${but}) THEN 'asked' END`,
    values: [...peace.values, since, since],
  }
}

/** Whether a plan for recommendations is not to approach the client `r`, as a condition. */
export function isKeptFromPlans(now: Date, but = ''): Condition {
  const { where, values } = planHindrance(now, but)
  return { where: `(${where}) IS NOT NULL`, values }
}

/** What the agent who serves the client sees of it on the record. */
export async function askState(db: Db, agentId: string, recordId: string, now: Date): Promise<ReferralAskState> {
  const { last, ...facts } = await askFacts(db, recordId, now)
  const { hindrance, from } = askMoment(facts, now)
  const isYes =
    last?.answer === 'willing' &&
    last.agentId === agentId &&
    !['never', 'complaint', 'dissatisfied'].includes(hindrance ?? '')
  return {
    isMoment: hindrance === null,
    reason: hindrance && ASK_HINDRANCES[hindrance],
    nextOn: from && businessDay(from),
    askedOn: last && businessDay(last.askedAt),
    // Whether the client said no stays with the client: it looks like no answer.
    saidYes:
      isYes && last.answeredAt ? { on: businessDay(last.answeredAt), hasCard: Number(last.hasCard) === 1 } : null,
  }
}

/** Whose yes is shown beside the referrals: as long as it is the last word, and not for ever. */
const YES_DAYS = ASK_GAP_DAYS

/** The agent's clients who said yes to the agent's question and have made no card since, the latest first; none who is to be left in peace. */
export async function willingClients(db: Db, agentId: string, now: Date, most: number): Promise<WillingClientView[]> {
  const peace = leftInPeace(now)
  const rows = await db.query<{ clientId: string; name: string; saidYesAt: Date }[]>(
    `SELECT r.id clientId, r.displayName name, MAX(k.answeredAt) saidYesAt
       FROM referral_asks k JOIN wechat_accounts a ON a.id = k.accountId
       JOIN client_records r ON r.id = a.recordId AND r.ownerAgentId = k.agentId AND r.status = 'active'
      WHERE k.agentId = ? AND k.answer = 'willing' AND k.answeredAt > ? AND NOT ${HAS_CARD} AND CASE ${peace.where} END IS NULL
      GROUP BY r.id, r.displayName ORDER BY saidYesAt DESC, r.id DESC LIMIT ?`,
    [agentId, daysBefore(now, YES_DAYS), ...peace.values, most],
  )
  return rows.map(({ saidYesAt, ...client }) => ({ ...client, saidYesOn: businessDay(saidYesAt) }))
}

/** What the client sees: who asks, until it is answered, and whether the client is asked at all. After a complaint or a bad word a question that waits is not shown. */
export async function myAsk(db: Db, recordId: string, now: Date): Promise<MyReferralAskView> {
  const peace = leftInPeace(now)
  const [left] = await db.query<{ hindrance: AskHindrance | null }[]>(
    `SELECT CASE ${peace.where} END hindrance FROM client_records r WHERE r.id = ?`,
    [...peace.values, recordId],
  )
  const hindrance = left?.hindrance ?? null
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
    ask: ask && hindrance === null ? { ...ask, askedAt: ask.askedAt.toISOString() } : null,
    never: hindrance === 'never',
  }
}
