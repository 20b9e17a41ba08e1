import { Injectable } from '@nestjs/common'
import type { CampaignView, ChangeCampaign, CreateCampaign } from '@quanke/shared/contracts/campaigns'
import type { Page, PageQuery } from '@quanke/shared/contracts/common'
import { DataSource, type EntityManager } from 'typeorm'
import type { AgentActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { PAGE_SIZE, cursorOf, idIn, pageOf, readCursor } from '../core/cursor'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { lockAccount } from '../identity/lock-account'
import { campaignLine, campaignLines, campaignView } from './campaign.queries'
import { campaignNameRefusal } from './campaign.rules'
import type { Campaign } from './campaign.entity'

/** The labels under which an agent shares. */
@Injectable()
export class CampaignsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  async list({ agentId }: AgentActor, { cursor, limit = PAGE_SIZE }: PageQuery): Promise<Page<CampaignView>> {
    const before = readCursor(cursor, 1)?.[0]
    const lines = await campaignLines(this.db, agentId, before === undefined ? null : idIn(before), limit)
    return pageOf(lines, limit, ({ id }) => cursorOf(id), campaignView)
  }

  /** Makes a campaign. The same key again is the same campaign. */
  async create(actor: AgentActor, { key, name }: CreateCampaign): Promise<CampaignView> {
    const at = this.clock.now()
    refuseName(name)
    return transact(this.db, async (tx) => {
      // Two taps follow each other here, so that the second one finds what the first one made.
      await lockAccount(tx, actor.accountId)
      const [made] = await tx.query<Campaign[]>('SELECT * FROM campaigns WHERE creationKey = ?', [key])
      if (made && (made.agentId !== actor.agentId || made.name !== name)) throw new Refused('key_reused')
      if (made) return this.view(tx, actor, made.id)
      const { insertId } = await tx.query<{ insertId: string }>(
        'INSERT INTO campaigns (creationKey, agentId, name, createdAt, closedAt) VALUES (?, ?, ?, ?, NULL)',
        [key, actor.agentId, name, at],
      )
      const id = String(insertId)
      await audit(tx, actor, 'campaign.created', { kind: 'campaign', id }, at)
      return this.view(tx, actor, id)
    })
  }

  /** Renames a campaign, ends it or takes it up again; as it is already changes nothing. */
  async change(actor: AgentActor, id: string, { name, isOpen }: ChangeCampaign): Promise<CampaignView> {
    const at = this.clock.now()
    refuseName(name)
    return transact(this.db, async (tx) => {
      await lockAccount(tx, actor.accountId)
      const [campaign] = await tx.query<Campaign[]>('SELECT * FROM campaigns WHERE id = ? AND agentId = ? FOR UPDATE', [
        id,
        actor.agentId,
      ])
      if (!campaign) throw new Refused('campaign_not_found')
      if (campaign.name === name && (campaign.closedAt === null) === isOpen) return this.view(tx, actor, id)
      const closedAt = isOpen ? null : (campaign.closedAt ?? at)
      await tx.query('UPDATE campaigns SET name = ?, closedAt = ? WHERE id = ?', [name, closedAt, id])
      await audit(tx, actor, 'campaign.changed', { kind: 'campaign', id }, at, { isOpen })
      return this.view(tx, actor, id)
    })
  }

  private async view(tx: EntityManager, { agentId }: AgentActor, id: string): Promise<CampaignView> {
    return campaignView((await campaignLine(tx, agentId, id))!)
  }
}

function refuseName(name: string): void {
  const refusal = campaignNameRefusal(name)
  if (refusal) throw new Refused(refusal)
}
