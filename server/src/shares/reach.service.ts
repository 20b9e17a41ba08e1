import { Inject, Injectable } from '@nestjs/common'
import type { Page, PageQuery } from '@quanke/shared/contracts/common'
import type { ShareReachView, ShareRow } from '@quanke/shared/contracts/shares'
import { DataSource } from 'typeorm'
import type { Actor, AgentActor } from '../core/actor'
import { Clock } from '../core/clock'
import { PAGE_SIZE, cursorOf, idIn, instantIn, pageOf, readCursor } from '../core/cursor'
import { Env } from '../core/env'
import { Refused } from '../core/refused'
import { Wechat } from '../core/wechat/wechat.api'
import { WechatError } from '../core/wechat/wechat.error'
import { deepestOf, ownShares, reachOf, type OwnShareRow, type Reach } from './reach.queries'
import { SHARE_PAGES } from './share.view'
import { shareTitles } from './share.queries'
import type { Share } from './share.entity'

const NOBODY: Reach = { openedBy: 0, readBy: 0, passedOnBy: 0, becameClients: 0, assists: 0 }

@Injectable()
export class ReachService {
  constructor(
    private readonly db: DataSource,
    private readonly wechat: Wechat,
    private readonly clock: Clock,
    @Inject(Env) private readonly env: Env,
  ) {}

  /** The agent's own shares and whom each reached, the newest first. */
  async list(actor: AgentActor, { cursor, limit = PAGE_SIZE }: PageQuery): Promise<Page<ShareRow>> {
    const start = readCursor(cursor, 2)
    const after = start && { at: instantIn(start[0]), id: idIn(start[1]) }
    const rows = await ownShares(this.db, actor.accountId, after, limit)
    const ids = rows.map(({ id }) => id)
    const [titles, reach] = await Promise.all([shareTitles(this.db, ids), reachOf(this.db, ids)])
    return pageOf(
      rows,
      limit,
      ({ createdAt, id }) => cursorOf(createdAt, id),
      (row) => shareRow(row, titles.get(row.id) ?? '', reach.get(row.id) ?? NOBODY),
    )
  }

  /** How far one of the agent's chains went. Chains of others look like no chain at all. */
  async reach(actor: AgentActor, id: string): Promise<ShareReachView> {
    const [share] = await this.db.query<Share[]>('SELECT * FROM shares WHERE id = ? AND agentId = ? AND depth = 0', [
      id,
      actor.agentId,
    ])
    if (!share) throw new Refused('share_not_found')
    const [titles, reach, deepest] = await Promise.all([
      shareTitles(this.db, [id]),
      reachOf(this.db, [id]),
      deepestOf(this.db, id),
    ])
    return { ...shareRow(share, titles.get(id) ?? '', reach.get(id) ?? NOBODY), deepest }
  }

  /** The mini-program code of one's own share, as PNG. WeChat draws it once; it never expires. */
  async qrCode(actor: Actor, id: string): Promise<Buffer> {
    const [share] = await this.db.query<Share[]>('SELECT * FROM shares WHERE id = ? AND sharerAccountId = ?', [
      id,
      actor.accountId,
    ])
    if (!share) throw new Refused('share_not_found')
    const [kept] = await this.db.query<{ png: Buffer }[]>('SELECT png FROM qr_codes WHERE shareId = ?', [id])
    return kept?.png ?? (await this.draw(share))
  }

  private async draw(share: Share): Promise<Buffer> {
    const envVersion = this.env.WECHAT_ENV_VERSION
    try {
      const png = await this.wechat.qrCode({
        scene: share.code,
        page: SHARE_PAGES[share.subject],
        envVersion,
        checkPath: envVersion === 'release',
      })
      await this.db.query('INSERT INTO qr_codes (shareId, png, drawnAt) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE shareId = shareId', [
        share.id, png, this.clock.now(),
      ]) // prettier-ignore
      return png
    } catch (error) {
      if (error instanceof WechatError) throw new Refused('wechat_unavailable')
      throw error
    }
  }
}

function shareRow({ id, code, subject, channel, createdAt }: OwnShareRow, title: string, reach: Reach): ShareRow {
  return { id, code, subject, title, channel, createdAt: createdAt.toISOString(), ...reach }
}
