import type { OutcomeKind } from '@quanke/shared/domain/attribution'
import type { DataSource, EntityManager } from 'typeorm'
import { OUTCOMES_BY_ACCOUNT } from '../provenance/by-account'
import { FORGOTTEN_CARD } from './forgotten-card'
import { showsActivity } from '../consents/consent.queries'

type Db = DataSource | EntityManager

/** An outcome with whose it is, as the tables stand now: where records merged or changed owner, they are one person's and the new owner's at once. */
export interface OutcomeLine {
  id: string
  accountId: string | null
  recordId: string | null
  shareId: string | null
  at: Date
  /** Of a client in force. */
  displayName: string | null
  showsActivity: string
  /** The share, or the referral's card, by which the record came to be. */
  sourceShareId: string | null
  sourceCardId: string | null
  becameClientAt: Date | null
}

export interface OutcomeFilter {
  kind: OutcomeKind
  agentIds: readonly string[]
  start: Date
  end: Date
  most: number
}

/** Only the first time that any account of the record came to it counts. */
const FIRST_OF_RECORD = `NOT EXISTS (SELECT STRAIGHT_JOIN 1 FROM wechat_accounts b
    JOIN outcomes e ${OUTCOMES_BY_ACCOUNT} ON e.accountId = b.id AND e.kind = o.kind AND e.subjectId = o.subjectId AND e.takenBackAt IS NULL AND (e.at < o.at OR (e.at = o.at AND e.id < o.id))
   WHERE b.recordId = a.recordId)`
const NAMELESS = 'NULL displayName, 0 showsActivity, NULL sourceShareId, NULL sourceCardId, NULL becameClientAt'
const IN_PERIOD = 'o.takenBackAt IS NULL AND o.kind = ? AND o.at >= ? AND o.at < ?'

/** Outcomes of these agents' clients, latest first, one more than asked for. Who withdrew stays counted, without a name. */
export function outcomesOfClients(db: Db, { kind, agentIds, start, end, most }: OutcomeFilter): Promise<OutcomeLine[]> {
  return db.query(
    `SELECT o.id, o.accountId, a.recordId, o.shareId, o.at, IF(r.status = 'active', r.displayName, NULL) displayName,
            r.provenanceShareId sourceShareId, r.becameClientAt,
            IF((r.provenanceKind = 'referral' AND r.provenanceReferralId IS NULL) OR (r.provenanceKind = 'share' AND r.provenanceShareId IS NULL), '${FORGOTTEN_CARD.id}',
               (SELECT f.shareId FROM referrals f WHERE f.id = r.provenanceReferralId)) sourceCardId,
            ${showsActivity('r.id')} showsActivity
       FROM client_records r JOIN wechat_accounts a ON a.recordId = r.id JOIN outcomes o ON o.accountId = a.id
      WHERE r.ownerAgentId IN (?) AND ${IN_PERIOD} AND ${FIRST_OF_RECORD} ORDER BY o.at DESC, o.id DESC LIMIT ?`,
    [agentIds, kind, start, end, most + 1],
  )
}

/** Outcomes that people come to before they are anybody's clients: those whom one of these agents' shares reached before. */
export function outcomesOfVisitors(
  db: Db,
  { kind, agentIds, start, end, most }: OutcomeFilter,
): Promise<OutcomeLine[]> {
  return db.query(
    `SELECT o.id, o.accountId, NULL recordId, o.shareId, o.at, ${NAMELESS}
       FROM (SELECT DISTINCT accountId FROM touches WHERE agentId IN (?) AND firstAt < ?) t
       JOIN wechat_accounts a ON a.id = t.accountId AND a.recordId IS NULL
       JOIN outcomes o ON o.accountId = a.id
      WHERE ${IN_PERIOD} ORDER BY o.at DESC, o.id DESC LIMIT ?`,
    [agentIds, end, kind, start, end, most + 1],
  )
}

/** Consents by a referral of these agents whose friend took the consent back: nobody's any more, and still counted. */
export function outcomesOfNobody(db: Db, { kind, agentIds, start, end, most }: OutcomeFilter): Promise<OutcomeLine[]> {
  return db.query(
    `SELECT o.id, NULL accountId, NULL recordId, o.shareId, o.at, ${NAMELESS}
       FROM outcomes o JOIN referrals f ON f.id = o.subjectId AND f.agentId IN (?)
      WHERE o.accountId IS NULL AND ${IN_PERIOD} ORDER BY o.at DESC, o.id DESC LIMIT ?`,
    [agentIds, kind, start, end, most + 1],
  )
}

export interface PersonLine {
  accountId: string
  recordId: string | null
}

/** People whom these agents' shares reached in this time and who had not come to the outcome by its end, the latest first. */
export function othersReached(db: Db, { kind, agentIds, start, end, most }: OutcomeFilter): Promise<PersonLine[]> {
  return db.query(
    `SELECT t.accountId, a.recordId
       FROM (SELECT accountId, MAX(firstAt) at FROM touches
              WHERE agentId IN (?) AND lastAt >= ? AND firstAt >= ? AND firstAt < ? GROUP BY accountId) t
       JOIN wechat_accounts a ON a.id = t.accountId AND a.agentId IS NULL
      WHERE NOT EXISTS (SELECT 1 FROM outcomes o ${OUTCOMES_BY_ACCOUNT} WHERE o.accountId = t.accountId AND o.takenBackAt IS NULL AND o.kind = ? AND o.at < ?)
        AND NOT EXISTS (SELECT STRAIGHT_JOIN 1 FROM wechat_accounts b JOIN outcomes o ${OUTCOMES_BY_ACCOUNT} ON o.accountId = b.id AND o.takenBackAt IS NULL AND o.kind = ? AND o.at < ? WHERE b.recordId = a.recordId)
      ORDER BY t.at DESC, t.accountId DESC LIMIT ?`,
    [agentIds, start, start, end, kind, end, kind, end, most + 1],
  )
}
