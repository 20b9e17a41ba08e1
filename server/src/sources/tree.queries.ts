import type { ReferralStatus } from '@quanke/shared/domain/referral'
import type { DataSource } from 'typeorm'
import { IS_OF_TWO } from '../referrals/referral.queries'
import { peopleWhoOpened, peopleWhoRead } from '../shares/reach.queries'

export interface ShareNodeLine {
  id: string
  parentId: string | null
  isMe: string
  clientId: string | null
  clientName: string | null
  at: Date
  openedBy: string
  readBy: string
  clients: string
}

/** The shares below this root, in the order of their making, after this one; one more than asked for. Names come with own clients only. */
export function shareNodes(
  db: DataSource,
  { rootId, agentId, accountId }: { rootId: string; agentId: string; accountId: string },
  afterId: string,
  limit: number,
): Promise<ShareNodeLine[]> {
  return db.query(
    `SELECT c.*, r.id clientId, r.displayName clientName,
            ${peopleWhoOpened('c')} openedBy, ${peopleWhoRead('c')} readBy,
            (SELECT COUNT(*) FROM client_records n WHERE n.provenanceShareId = c.id AND n.status = 'active') clients
       FROM (SELECT s.id, s.parentId, s.sharerAccountId, s.createdAt at, COALESCE(s.sharerAccountId = ? OR a.agentId = ?, 0) isMe, a.recordId
               FROM shares s LEFT JOIN wechat_accounts a ON a.id = s.sharerAccountId
              WHERE s.rootId = ? AND s.id > ? ORDER BY s.id LIMIT ?) c
       LEFT JOIN client_records r ON r.id = c.recordId AND r.ownerAgentId = ? AND r.status = 'active' ORDER BY c.id`,
    [accountId, agentId, rootId, afterId, limit + 1, agentId],
  )
}

/** How many shares hang on this root of the agent's, itself included; null when the agent has no such root. */
export async function shareTreeSize(db: DataSource, rootId: string, agentId: string): Promise<number | null> {
  const [row] = await db.query<{ total: string; roots: string }[]>(
    `SELECT COUNT(*) total, COALESCE(SUM(s.id = ? AND s.depth = 0 AND s.agentId = ?), 0) roots FROM shares s WHERE s.rootId = ?`,
    [rootId, agentId, rootId],
  )
  return Number(row?.roots ?? 0) > 0 ? Number(row?.total) : null
}

export interface ReferralNodeLine {
  /** 0 for those who were not recommended by anybody, 1 for a referral. */
  kind: string
  keyId: string
  recordId: string | null
  parentRecordId: string | null
  name: string | null
  at: Date
  status: ReferralStatus | null
  /** A friend whom somebody else had recommended before, as two records that turned out to be one person's. */
  isAgain: string
}

const TOP = `SELECT 0 kind, f.referrerRecordId keyId, NULL parentRecordId, f.referrerRecordId recordId, MIN(f.givenAt) at, NULL status, 0 isAgain
    FROM referrals f
   WHERE f.agentId = ? AND NOT EXISTS (SELECT 1 FROM referrals g WHERE g.friendRecordId = f.referrerRecordId AND g.agentId = f.agentId
                                        AND g.referrerRecordId <> g.friendRecordId)
   GROUP BY f.referrerRecordId`
const GIVEN = `SELECT 1 kind, f.id keyId, f.referrerRecordId parentRecordId, f.friendRecordId recordId, f.givenAt at, f.status,
         EXISTS (SELECT 1 FROM referrals g WHERE g.friendRecordId = f.friendRecordId AND g.agentId = f.agentId AND g.id < f.id
                                             AND g.referrerRecordId <> g.friendRecordId) isAgain
    FROM referrals f WHERE f.agentId = ? AND ${IS_OF_TWO}`

/** Who recommended whom in an agent's book: first those who began, then every referral; one more than asked for. */
export function referralNodes(
  db: DataSource,
  agentId: string,
  after: { kind: number; id: string },
  limit: number,
): Promise<ReferralNodeLine[]> {
  return db.query(
    `SELECT c.kind, c.keyId, r.id recordId, c.parentRecordId, r.displayName name, c.at, c.status, c.isAgain
       FROM (${TOP} UNION ALL ${GIVEN}) c
       LEFT JOIN client_records r ON r.id = c.recordId AND r.ownerAgentId = ? AND r.status = 'active'
      WHERE c.kind > ? OR (c.kind = ? AND c.keyId > ?) ORDER BY c.kind, c.keyId LIMIT ?`,
    [agentId, agentId, agentId, after.kind, after.kind, after.id, limit + 1],
  )
}

export async function referralTreeSize(db: DataSource, agentId: string): Promise<number> {
  const [row] = await db.query<{ total: string }[]>(`SELECT COUNT(*) total FROM (${TOP} UNION ALL ${GIVEN}) c`, [
    agentId,
    agentId,
  ])
  return Number(row?.total)
}
