import type { EntityManager } from 'typeorm'

const ACCOUNTS_AT_ONCE = 500

/** Acts that are outcomes, with what of them a person does once at all. */
const ACTS = `CASE kind WHEN 'consented' THEN 'consent' WHEN 'joined' THEN 'join' WHEN 'registered' THEN 'registration'
  WHEN 'attended' THEN 'attendance' WHEN 'asked' THEN 'request' ELSE 'first_policy' END`
const IS_ONCE = "kind IN ('consented', 'insured')"

/** Ids without a gap, so that the same rows get the same ids. Nobody else counts outcomes while this runs: the server that does is not up yet. */
const NEXT_ID = '(SELECT COALESCE(MAX(o.id), 0) FROM outcomes o)'

/** Counts the outcomes among what people did before outcomes were counted; those that are counted already stay. */
export async function fillOutcomes(
  inTransaction: (work: (tx: EntityManager) => Promise<string | null>) => Promise<string | null>,
): Promise<void> {
  for (let last: string | null = '0'; last !== null;) {
    const start: string = last
    last = await inTransaction((tx) => fillSome(tx, start))
  }
  await inTransaction(async (tx) => {
    for (const statement of BY_REFERRALS) await tx.query(statement)
    return null
  })
}

async function fillSome(tx: EntityManager, after: string): Promise<string | null> {
  const accounts = await tx.query<{ id: string }[]>(
    `SELECT id FROM wechat_accounts WHERE id > ? ORDER BY id LIMIT ${ACCOUNTS_AT_ONCE}`,
    [after],
  )
  const last = accounts.at(-1)
  if (!last) return null
  await tx.query(
    `INSERT INTO outcomes (id, accountId, kind, subject, subjectId, shareId, at)
     SELECT ${NEXT_ID} + ROW_NUMBER() OVER (ORDER BY occurredAt, accountId, outcome, subjectId),
            accountId, outcome, subject, subjectId, (SELECT s.id FROM shares s WHERE s.id = shareId AND s.subject <> 'referral'), occurredAt FROM (
       SELECT e.accountId, ${ACTS} outcome, IF(${IS_ONCE}, 'app', subject) subject, IF(${IS_ONCE}, 0, COALESCE(subjectId, 0)) subjectId, shareId, occurredAt,
              ROW_NUMBER() OVER (PARTITION BY accountId, kind, IF(${IS_ONCE}, 0, COALESCE(subjectId, 0)) ORDER BY occurredAt, id) place
         FROM engagements e WHERE accountId IN (?) AND kind IN ('consented', 'joined', 'registered', 'attended', 'asked', 'insured')
     ) acts WHERE place = 1
     ON DUPLICATE KEY UPDATE kind = VALUES(kind)`,
    [accounts.map(({ id }) => id)],
  )
  return last.id
}

/** Whoever consented by a referral; where the consent was taken back, the count alone. First policies that no act tells. */
const BY_REFERRALS = [
  `INSERT INTO outcomes (id, accountId, kind, subject, subjectId, shareId, at)
   SELECT ${NEXT_ID} + ROW_NUMBER() OVER (ORDER BY m.at, m.id), m.actorAccountId, 'referral_consented', 'referral', f.id, f.shareId, m.at
     FROM referral_moves m JOIN referrals f ON f.id = m.referralId
     LEFT JOIN outcomes o ON o.kind = 'referral_consented' AND o.subjectId = f.id
    WHERE m.toStatus = 'consented' AND o.id IS NULL`,
  `INSERT INTO outcomes (id, accountId, kind, subject, subjectId, shareId, at)
   SELECT ${NEXT_ID} + ROW_NUMBER() OVER (ORDER BY MIN(m.at), c.actorAccountId), c.actorAccountId, 'first_policy', 'app', 0, NULL, MIN(m.at)
     FROM referral_moves m JOIN referral_moves c ON c.referralId = m.referralId AND c.toStatus = 'consented'
    WHERE m.toStatus = 'won' AND c.actorAccountId IS NOT NULL GROUP BY c.actorAccountId
   ON DUPLICATE KEY UPDATE kind = VALUES(kind)`,
]
