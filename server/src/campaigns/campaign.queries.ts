import type { CampaignView } from '@quanke/shared/contracts/campaigns'
import type { DataSource, EntityManager } from 'typeorm'
import type { Campaign } from './campaign.entity'

type Db = DataSource | EntityManager

export interface CampaignLine extends Campaign {
  shareCount: string
}

const LINE = 'c.*, (SELECT COUNT(*) FROM shares s WHERE s.campaignId = c.id AND s.parentId IS NULL) shareCount'

/** The agent's campaigns, the newest first, one more than asked for. */
export function campaignLines(
  db: Db,
  agentId: string,
  beforeId: string | null,
  limit: number,
): Promise<CampaignLine[]> {
  return db.query(
    `SELECT ${LINE} FROM campaigns c WHERE c.agentId = ? ${beforeId === null ? '' : 'AND c.id < ?'} ORDER BY c.id DESC LIMIT ?`,
    [agentId, ...(beforeId === null ? [] : [beforeId]), limit + 1],
  )
}

/** One campaign of this agent, or null. */
export async function campaignLine(db: Db, agentId: string, id: string): Promise<CampaignLine | null> {
  const [line] = await db.query<CampaignLine[]>(`SELECT ${LINE} FROM campaigns c WHERE c.id = ? AND c.agentId = ?`, [
    id,
    agentId,
  ])
  return line ?? null
}

/** Whether shares may be made under this campaign of this agent; null when the agent has none of this id. */
export async function isOpenCampaign(db: Db, agentId: string | null, id: string): Promise<boolean | null> {
  const [row] = await db.query<Pick<Campaign, 'closedAt'>[]>(
    'SELECT closedAt FROM campaigns WHERE id = ? AND agentId = ?',
    [id, agentId],
  )
  return row ? row.closedAt === null : null
}

export const campaignView = ({ id, name, createdAt, closedAt, shareCount }: CampaignLine): CampaignView => ({
  id,
  name,
  isOpen: closedAt === null,
  createdAt: createdAt.toISOString(),
  shareCount: Number(shareCount),
})
