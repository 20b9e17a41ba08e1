import type { EntityManager } from 'typeorm'
import type { Findings } from './findings'

const MOST = 1000

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
