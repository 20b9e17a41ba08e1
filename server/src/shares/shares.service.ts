import { Injectable } from '@nestjs/common'
import type { CreateShare, ShareLandingView, ShareView } from '@quanke/shared/contracts/shares'
import type { ShareChannel, ShareSubject } from '@quanke/shared/domain/share'
import { customAlphabet } from 'nanoid'
import { DataSource, type EntityManager } from 'typeorm'
import type { Actor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { recordAct } from '../engagement/record-act'
import { lockAccount } from '../identity/lock-account'
import { agentCard } from '../organization/agent.queries'
import { isOpenCampaign } from '../campaigns/campaign.queries'
import { chainAgent, chainCampaign } from './chain.rules'
import { noteShare } from '../provenance/acts'
import { SHARE_PAGES, shareQuery, shareView } from './share.view'
import { shareByCode, shareTitles } from './share.queries'
import type { Share } from './share.entity'
import { subjectOf } from './subject.queries'

/** 16 letters and digits hold 95 bits, need no encoding in a scene, and leave out what people misread. */
const newCode = customAlphabet('23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz', 16)

export interface NewShare {
  key: string
  subject: ShareSubject
  subjectId: string
  channel: ShareChannel
  parentId?: string | null
  campaignId?: string | null
  at: Date
}

@Injectable()
export class SharesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Makes a share, or finds the one that this key made before. */
  async create(actor: Actor, { parentCode, ...share }: CreateShare): Promise<ShareView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      if (share.subject === 'referral') throw new Refused('subject_not_found')
      const parent = parentCode === undefined ? null : await shareByCode(tx, parentCode)
      return this.view(tx, await this.createIn(tx, actor, { ...share, parentId: parent?.id, at }))
    })
  }

  /** Like `create`, within somebody else's transaction. */
  async createIn(
    tx: EntityManager,
    actor: Actor,
    { key, subject, subjectId, channel, parentId, campaignId, at }: NewShare,
  ): Promise<Share> {
    if (!(await lockAccount(tx, actor.accountId))) throw new Refused('sign_in_required')
    const made = await this.madeBy(tx, key)
    if (made) return this.sameShare(made, actor, subject, subjectId)

    const { contentVersion } = await subjectOf(tx, subject, subjectId)
    const parent = await this.parentOf(tx, parentId ?? null, subject, subjectId)
    const agentId = await this.agentFor(tx, actor, parent, subject === 'agent' ? subjectId : null)
    const named = await this.namedCampaign(tx, actor, campaignId ?? null)
    const { insertId } = await tx.query<{ insertId: string }>(
      `INSERT INTO shares (code, creationKey, sharerAccountId, agentId, parentId, rootId, depth, subject, subjectId, contentVersion, channel, createdAt, campaignId)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        newCode(), key, actor.accountId, agentId, parent?.id ?? null, parent?.rootId ?? null,
        parent ? parent.depth + 1 : 0, subject, subjectId, contentVersion, channel, at, chainCampaign({ named, sharerAgentId: actor.agentId, agentId, parent }),
      ], // prettier-ignore
    )
    const id = String(insertId)
    if (!parent) await tx.query('UPDATE shares SET rootId = id WHERE id = ?', [id])
    const act = { accountId: actor.accountId, kind: 'shared' as const, subject, subjectId }
    await recordAct(tx, { ...act, shareId: parent?.id ?? null, at })
    // By the one key: the index of the share would lead over other people's touches, whom others hold while they wait for us.
    if (parent)
      await tx.query(
        'UPDATE touches FORCE INDEX (PRIMARY) SET passedOnAt = COALESCE(passedOnAt, ?) WHERE accountId = ? AND shareId = ?',
        [at, actor.accountId, parent.id],
      )
    await audit(tx, actor, 'share.created', { kind: 'share', id }, at, { subject, subjectId, channel })
    const share = (await this.madeBy(tx, key))!
    await noteShare(tx, share)
    return share
  }

  /** What a code leads to, for whoever opens it; unknown and malformed codes are both not found. */
  async landing(code: string): Promise<ShareLandingView> {
    const share = await shareByCode(this.db, code)
    if (!share) throw new Refused('share_not_found')
    const title = (await shareTitles(this.db, [share.id])).get(share.id) ?? ''
    return {
      code,
      subject: share.subject,
      subjectId: share.subjectId,
      title,
      page: SHARE_PAGES[share.subject],
      query: shareQuery(share),
      agent: await agentCard(this.db, share.agentId),
    }
  }

  private async view(tx: EntityManager, share: Share): Promise<ShareView> {
    return shareView(share, (await shareTitles(tx, [share.id])).get(share.id) ?? '')
  }

  private async madeBy(tx: EntityManager, key: string): Promise<Share | null> {
    const [share] = await tx.query<Share[]>('SELECT * FROM shares WHERE creationKey = ?', [key])
    return share ?? null
  }

  private sameShare(share: Share, actor: Actor, subject: ShareSubject, subjectId: string): Share {
    if (share.sharerAccountId === actor.accountId && share.subject === subject && share.subjectId === subjectId)
      return share
    throw new Refused('key_reused')
  }

  /** A share hangs below the one by which the sharer came, as long as both pass on the same thing. */
  private async parentOf(
    tx: EntityManager,
    parentId: string | null,
    subject: ShareSubject,
    subjectId: string,
  ): Promise<Share | null> {
    if (parentId === null) return null
    const [parent] = await tx.query<Share[]>('SELECT * FROM shares WHERE id = ? AND subject = ? AND subjectId = ?', [
      parentId,
      subject,
      subjectId,
    ])
    return parent ?? null
  }

  /** Only an agent names a campaign, and only an own one that is still open. */
  private async namedCampaign(tx: EntityManager, actor: Actor, id: string | null): Promise<string | null> {
    if (id === null) return null
    const isOpen = await isOpenCampaign(tx, actor.agentId, id)
    if (isOpen === null) throw new Refused('campaign_not_found')
    if (!isOpen) throw new Refused('campaign_closed')
    return id
  }

  private async agentFor(
    tx: EntityManager,
    actor: Actor,
    parent: Share | null,
    cardAgentId: string | null,
  ): Promise<string | null> {
    const [record] =
      actor.recordId === null
        ? []
        : await tx.query<{ ownerAgentId: string | null }[]>('SELECT ownerAgentId FROM client_records WHERE id = ?', [
            actor.recordId,
          ])
    return chainAgent({
      cardAgentId,
      sharerAgentId: actor.agentId,
      parentAgentId: parent?.agentId ?? null,
      ownerAgentId: record?.ownerAgentId ?? null,
    })
  }
}
