import { READ_PERCENT } from '@quanke/shared/domain/content'
import type { EntityManager } from 'typeorm'
import type { Findings } from './findings'

const MOST = 1000

const READ_THROUGH = `e.kind = 'read' AND e.percent >= ${READ_PERCENT}`
/** Whether any account of record `r` says so of being served. */
const SAYS = (state: string): string =>
  `EXISTS (SELECT 1 FROM wechat_accounts a JOIN consents c ON c.accountId = a.id AND c.purpose = 'be_served' AND c.state = '${state}' WHERE a.recordId = r.id)`

/**
 * What the tables say beside the rows that the log repeats, and what can be told from those: each statement finds what is otherwise. The rows on which
 * they rest are compared with the log by themselves.
 */
const OTHERWISE: readonly { says: string; sql: string }[] = [
  {
    says: 'is not the owner’s whom its history of owners names last',
    sql: `SELECT CONCAT('the record ', r.id) what FROM client_records r
        JOIN ownership_changes c ON c.id = (SELECT MAX(id) FROM ownership_changes WHERE recordId = r.id)
       WHERE r.status <> 'merged' AND NOT r.ownerAgentId <=> c.toAgentId`,
  },
  {
    says: 'came by a referral to which nobody said yes at that moment',
    sql: `SELECT CONCAT('the record ', r.id) what FROM client_records r
       WHERE r.provenanceReferralId IS NOT NULL AND NOT EXISTS (SELECT 1 FROM referral_moves m
              WHERE m.referralId = r.provenanceReferralId AND m.toStatus = 'consented' AND m.at = r.becameClientAt)`,
  },
  {
    says: 'came by a referral, does not say by which, and nobody took the consent back',
    sql: `SELECT CONCAT('the record ', r.id) what FROM client_records r
       WHERE r.provenanceKind = 'referral' AND r.provenanceReferralId IS NULL AND NOT EXISTS (SELECT 1 FROM binding_decisions b
              JOIN consent_decisions d ON d.accountId = b.accountId AND d.purpose = 'be_served' AND d.state = 'withdrawn' WHERE b.recordId = r.id)`,
  },
  {
    says: 'came by a referral, and says that it did not',
    sql: `SELECT CONCAT('the record ', r.id) what FROM client_records r
       WHERE r.provenanceKind <> 'referral' AND r.provenanceReferralId IS NOT NULL`,
  },
  {
    says: 'came by a card that reached none of its people',
    sql: `SELECT CONCAT('the record ', r.id) what FROM client_records r JOIN shares s ON s.id = r.provenanceShareId AND s.subject = 'referral'
       WHERE NOT EXISTS (SELECT 1 FROM binding_decisions d JOIN touches t ON t.accountId = d.accountId
              WHERE d.recordId = r.id AND t.shareId = s.id AND t.firstAt <= r.becameClientAt)`,
  },
  {
    says: 'gives another reason than the log does',
    sql: `SELECT CONCAT('the decision ', d.id) what FROM binding_decisions d
       WHERE NOT EXISTS (SELECT 1 FROM provenance_entries e WHERE e.kind = 'bound' AND e.refId = d.recordId AND e.at = d.at
              AND e.facts LIKE CONCAT('%"rule":"', d.rule, '"%'))`,
  },
  {
    says: 'counts for another agent than its share does',
    sql: `SELECT CONCAT('touches ', t.id) what FROM touches t JOIN shares s ON s.id = t.shareId WHERE NOT t.agentId <=> s.agentId`,
  },
  {
    says: 'hangs on another root, or at another depth, than the share above it does',
    sql: `SELECT CONCAT('the share ', s.id) what FROM shares s LEFT JOIN shares p ON p.id = s.parentId
       WHERE NOT (s.rootId <=> IF(s.parentId IS NULL, s.id, p.rootId) AND s.depth <=> IF(s.parentId IS NULL, 0, p.depth + 1))`,
  },
  {
    says: 'says that it was read when no reading was stored',
    sql: `SELECT CONCAT('touches ', t.id) what FROM touches t WHERE t.readAt IS NOT NULL AND NOT EXISTS (SELECT 1 FROM engagements e
              WHERE e.shareId = t.shareId AND e.accountId = t.accountId AND ${READ_THROUGH} AND e.occurredAt = t.readAt)`,
  },
  {
    says: 'does not say that it was read, or says it too late',
    sql: `SELECT DISTINCT CONCAT('touches ', t.id) what FROM engagements e JOIN touches t ON t.accountId = e.accountId AND t.shareId = e.shareId
       WHERE ${READ_THROUGH} AND NOT COALESCE(t.readAt <= e.occurredAt, 0)`,
  },
  {
    says: 'ends before it began',
    sql: `SELECT CONCAT('touches ', t.id) what FROM touches t WHERE t.lastAt < t.firstAt`,
  },
  {
    says: 'stands where nobody joined',
    sql: `SELECT CONCAT('the membership ', m.id) what FROM memberships m JOIN wechat_accounts a ON a.id = m.accountId AND a.agentId IS NULL
       WHERE m.status = 'active' AND NOT EXISTS (SELECT 1 FROM outcomes o WHERE o.accountId = m.accountId AND o.kind = 'join' AND o.subjectId = m.groupId)`,
  },
  {
    says: 'stands where nobody asked',
    sql: `SELECT CONCAT('the request ', q.id) what FROM referral_requests q WHERE NOT EXISTS (SELECT 1 FROM outcomes o
              WHERE o.accountId = q.accountId AND o.kind = 'request' AND o.subjectId = q.id)`,
  },
  {
    says: 'is not with the record of whoever asked',
    sql: `SELECT CONCAT('the request ', q.id) what FROM referral_requests q JOIN wechat_accounts a ON a.id = q.accountId
       WHERE NOT q.recordId <=> a.recordId`,
  },
  {
    says: 'is in force, and all of its people have taken the consent back',
    sql: `SELECT CONCAT('the record ', r.id) what FROM client_records r WHERE r.status = 'active' AND ${SAYS('withdrawn')} AND NOT ${SAYS('given')}`,
  },
  {
    says: 'is not in force, and none of its people has taken the consent back',
    sql: `SELECT CONCAT('the record ', r.id) what FROM client_records r WHERE r.status = 'withdrawn' AND NOT ${SAYS('withdrawn')}`,
  },
  {
    says: 'is in force although it was undone, or is not although it was not',
    sql: `SELECT CONCAT('the merge ', m.id) what FROM record_merges m
       WHERE NOT (m.activeMergedRecordId <=> IF(m.undoneAt IS NULL, m.mergedRecordId, NULL))`,
  },
  {
    says: 'is part of another, and was not merged; or it was, and is not',
    sql: `SELECT CONCAT('the record ', r.id) what FROM client_records r
       WHERE (r.status = 'merged') <> EXISTS (SELECT 1 FROM record_merges m WHERE m.activeMergedRecordId = r.id)`,
  },
  {
    says: 'stands otherwise than its last transition',
    sql: `SELECT CONCAT('the referral ', f.id) what FROM referrals f
        LEFT JOIN referral_moves m ON m.id = (SELECT MAX(id) FROM referral_moves WHERE referralId = f.id)
       WHERE NOT f.status <=> m.toStatus`,
  },
  {
    says: 'is not of whoever made its card',
    sql: `SELECT CONCAT('the referral ', f.id) what FROM referrals f
        LEFT JOIN shares s ON s.id = f.shareId AND s.subject = 'referral' AND s.subjectId = f.id
        LEFT JOIN wechat_accounts a ON a.id = s.sharerAccountId
       WHERE NOT (f.referrerAccountId <=> s.sharerAccountId AND f.referrerRecordId <=> a.recordId)`,
  },
  {
    says: 'is another agent’s than its card and the log say',
    sql: `SELECT CONCAT('the referral ', f.id) what FROM referrals f JOIN shares s ON s.id = f.shareId
        LEFT JOIN provenance_entries e ON e.seq = (SELECT MAX(seq) FROM provenance_entries WHERE kind = 'carried' AND refId = f.id)
       WHERE CAST(f.agentId AS CHAR) <> COALESCE(JSON_UNQUOTE(JSON_EXTRACT(e.facts, '$.to')), CAST(s.agentId AS CHAR), '')`,
  },
  {
    says: 'names another friend than whoever consented',
    sql: `SELECT CONCAT('the referral ', f.id) what FROM referrals f
        LEFT JOIN (SELECT subjectId, MAX(accountId) accountId FROM outcomes WHERE kind = 'referral_consented' GROUP BY subjectId) o
          ON o.subjectId = f.id
        LEFT JOIN wechat_accounts a ON a.id = o.accountId
       WHERE NOT f.friendRecordId <=> a.recordId`,
  },
]

/** Whether what follows from the logged rows is what the tables say. */
export async function checkSources(tx: EntityManager, findings: Findings): Promise<void> {
  for (const { says, sql } of OTHERWISE)
    for (const { what } of await tx.query<{ what: string }[]>(`${sql} LIMIT ${MOST}`)) findings.add(`${what} ${says}`)
  await checkAccounts(tx, findings)
}

/** An account belongs to the record to which the log ties it, or to one with which that has been merged. */
async function checkAccounts(tx: EntityManager, findings: Findings): Promise<void> {
  const elsewhere = await tx.query<{ id: string; recordId: string | null; boundTo: string }[]>(
    `SELECT a.id, a.recordId, e.refId boundTo FROM provenance_entries e
       JOIN provenance_persons p ON p.commitment = e.person AND p.scope = 'account' JOIN wechat_accounts a ON a.id = p.accountId
      WHERE e.kind = 'bound' AND NOT a.recordId <=> e.refId
        AND NOT EXISTS (SELECT 1 FROM provenance_entries l WHERE l.person = e.person AND l.kind = 'bound' AND l.seq > e.seq)
      ORDER BY e.seq LIMIT ${MOST}`,
  )
  for (const { id, recordId, boundTo } of elsewhere)
    if (recordId === null || !(await everMerged(tx, boundTo)).has(recordId))
      findings.add(`the account ${id} belongs to another record than ${boundTo}, to which it was tied`)
  await checkUntied(tx, findings)
}

/** Of accounts that were tied before there was a log, one for each record stands in it; the others stand in it with their consent. */
async function checkUntied(tx: EntityManager, findings: Findings): Promise<void> {
  const untied = await tx.query<{ id: string; recordId: string }[]>(
    `SELECT a.id, a.recordId FROM wechat_accounts a
      WHERE a.recordId IS NOT NULL AND NOT EXISTS (SELECT 1 FROM provenance_persons p JOIN provenance_entries e ON e.person = p.commitment
              WHERE p.accountId = a.id AND p.scope = 'account' AND (e.kind = 'bound' OR (e.kind = 'outcome' AND e.facts LIKE '%"kind":"consent"%')))
      ORDER BY a.id LIMIT ${MOST}`,
  )
  for (const { id, recordId } of untied)
    findings.add(`client_records ${recordId} has the account ${id}, which was never tied to it`)
}

/** Every record that was one with this one at some time. */
async function everMerged(tx: EntityManager, recordId: string): Promise<Set<string>> {
  const met = new Set([recordId])
  for (let next = [recordId]; next.length > 0 && met.size < MOST;) {
    const merges = await tx.query<{ a: string; b: string }[]>(
      'SELECT survivorRecordId a, mergedRecordId b FROM record_merges WHERE survivorRecordId IN (?) OR mergedRecordId IN (?)',
      [next, next],
    )
    next = merges.flatMap(({ a, b }) => [a, b]).filter((id) => !met.has(id))
    for (const id of next) met.add(id)
  }
  return met
}
