import type { WorkbenchView } from '@quanke/shared/contracts/clients'
import type { ReferralStatus } from '@quanke/shared/domain/referral'
import { REFERRAL_MOVERS, suggestedThanks } from '@quanke/shared/domain/referral-words'
import type { DataSource, EntityManager } from 'typeorm'
import type { ThanksOccasion } from './referral-thanks.entity'
import { OUTCOMES, SINCE_CONSENT } from './referral.rules'

type Db = DataSource | EntityManager

const MOST_THANKS = 20

/** Referrals `f` whose friend did not turn out to be the referrer. */
export const IS_OF_TWO = 'NOT f.friendRecordId <=> f.referrerRecordId'

/** The referral through which this client came, or null. The referrer has a name as long as both are served by one agent. */
export async function referralOfRecord(
  db: Db,
  recordId: string,
): Promise<{ id: string; status: ReferralStatus; referrerName: string | null } | null> {
  const [row] = await db.query<{ id: string; status: ReferralStatus; referrerName: string | null }[]>(
    `SELECT f.id, f.status, r.displayName referrerName
       FROM referrals f
       JOIN client_records e ON e.id = f.friendRecordId
       LEFT JOIN client_records r ON r.id = f.referrerRecordId AND r.status = 'active' AND r.ownerAgentId = e.ownerAgentId
      WHERE f.friendRecordId = ? ORDER BY f.givenAt LIMIT 1`,
    [recordId],
  )
  return row ?? null
}

/** Thanks that this agent owes: one at consent and one at outcome, oldest first (domain rules, section 8). */
export async function thanksDueOf(db: Db, agentId: string): Promise<WorkbenchView['thanksDue']> {
  const rows = await db.query<{ referralId: string; name: string | null; at: ThanksOccasion }[]>(
    `SELECT f.id referralId, CASE WHEN r.ownerAgentId = f.agentId THEN r.displayName END name, d.occasion at
       FROM referrals f
       JOIN client_records r ON r.id = f.referrerRecordId AND r.status = 'active'
       JOIN (SELECT 'consent' occasion UNION ALL SELECT 'outcome') d
            ON (d.occasion = 'consent' AND (f.status IN (?) OR (f.status = 'declined' AND f.friendRecordId IS NOT NULL))) OR (d.occasion = 'outcome' AND f.status IN (?))
       LEFT JOIN referral_thanks h ON h.referralId = f.id AND h.occasion = d.occasion
      WHERE f.agentId = ? AND h.id IS NULL AND ${IS_OF_TWO}
      ORDER BY f.givenAt, d.occasion LIMIT ?`,
    [SINCE_CONSENT, OUTCOMES, agentId, MOST_THANKS],
  )
  return rows.map(({ referralId, name, at }) => ({
    ...{ referralId, at, referrerName: name ?? REFERRAL_MOVERS.referrer },
    suggestion: suggestedThanks(at, name),
  }))
}

/** How many referrals of this agent are between the friend's yes and an outcome. */
export async function activeReferralCount(db: Db, agentId: string): Promise<number> {
  const [row] = await db.query<{ count: string }[]>(
    `SELECT COUNT(*) count FROM referrals f WHERE agentId = ? AND status IN ('consented', 'contacted', 'met', 'proposed') AND ${IS_OF_TWO}`,
    [agentId],
  )
  return Number(row?.count ?? 0)
}
