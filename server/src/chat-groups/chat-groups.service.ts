import { Injectable } from '@nestjs/common'
import type { ChatGroupView, NameChatGroup, TellChatGroup } from '@quanke/shared/contracts/chat-groups'
import type { Page, PageQuery } from '@quanke/shared/contracts/common'
import { holdsContact } from '@quanke/shared/domain/contact'
import { DataSource, type EntityManager } from 'typeorm'
import type { Actor, AgentActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { LookupHash } from '../core/crypto'
import { PAGE_SIZE, cursorOf, numberIn, pageOf, readCursor } from '../core/cursor'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { addTouch } from '../engagement/reached'
import { lockAccount } from '../identity/lock-account'
import { OpenDataService } from '../identity/open-data.service'
import { noteTouch } from '../provenance/arrivals'
import { liveShareByCode } from '../shares/share.queries'
import { chatGroupLine, chatGroupLines, chatGroupName, type ChatGroupLine } from './chat-group.queries'

/** What WeChat gives for a group: letters, digits and a few signs. */
const GROUP_ID = /^[\x21-\x7e]{1,128}$/u

/** The WeChat chat groups in which cards were opened: pseudonymous, and never in the way of an arrival. */
@Injectable()
export class ChatGroupsService {
  constructor(
    private readonly db: DataSource,
    private readonly openData: OpenDataService,
    private readonly lookup: LookupHash,
    private readonly clock: Clock,
  ) {}

  /** Notes in which group a person opened a card. The first group stays; telling again changes nothing. */
  async tell(actor: Actor, { shareCode, scene, ...sealed }: TellChatGroup): Promise<void> {
    const at = this.clock.now()
    const { opengid } = await this.openData.read(actor, sealed)
    if (typeof opengid !== 'string' || !GROUP_ID.test(opengid)) throw new Refused('open_data_unreadable')
    const groupHash = this.lookup.chatGroup(opengid)
    await transact(this.db, async (tx) => {
      if (!(await lockAccount(tx, actor.accountId))) throw new Refused('sign_in_required')
      const share = await liveShareByCode(tx, shareCode, actor.accountId)
      if (!share) throw new Refused('share_not_found')
      // The phone may send its arrival later than this.
      const arrival = { accountId: actor.accountId, kind: 'arrived' as const, percent: null, scene: scene ?? null }
      await addTouch(tx, share.id, { ...arrival, occurredAt: at })
      const isNew = await this.tie(tx, actor.accountId, share.id, groupHash, at)
      if (!isNew) return
      await noteTouch(tx, actor.accountId, share.id)
      await audit(tx, actor, 'arrival.chat-group', { kind: 'share', id: share.id }, at)
    })
  }

  /** The groups in which this agent's cards were opened. */
  async list({ agentId }: AgentActor, { cursor, limit = PAGE_SIZE }: PageQuery): Promise<Page<ChatGroupView>> {
    const before = readCursor(cursor, 1)
    const lines = await chatGroupLines(this.db, agentId, before && numberIn(before[0]), limit)
    return pageOf(lines, limit, ({ number }) => cursorOf(number), view)
  }

  /** Gives a group the agent's own name; other agents do not see it. */
  async name(actor: AgentActor, id: string, { name }: NameChatGroup): Promise<ChatGroupView> {
    const at = this.clock.now()
    if (holdsContact(name)) throw new Refused('phone_in_words')
    return transact(this.db, async (tx) => {
      await lockAccount(tx, actor.accountId)
      const [group] = await tx.query<{ name: string | null }[]>(
        'SELECT name FROM chat_group_names WHERE agentId = ? AND chatGroupId = ? FOR UPDATE',
        [actor.agentId, id],
      )
      if (!group) throw new Refused('chat_group_not_found')
      if (group.name !== name) {
        await tx.query('UPDATE chat_group_names SET name = ? WHERE agentId = ? AND chatGroupId = ?', [
          name,
          actor.agentId,
          id,
        ])
        await audit(tx, actor, 'chat-group.named', { kind: 'chat-group', id }, at)
      }
      return view((await chatGroupLine(tx, actor.agentId, id))!)
    })
  }

  /** Ties the touch to its group; false when there is none (one's own share) or it has a group already. */
  private async tie(
    tx: EntityManager,
    accountId: string,
    shareId: string,
    groupHash: Buffer,
    at: Date,
  ): Promise<boolean> {
    const [touch] = await tx.query<{ id: string; agentId: string | null; chatGroupId: string | null }[]>(
      'SELECT id, agentId, chatGroupId FROM touches WHERE accountId = ? AND shareId = ? FOR UPDATE',
      [accountId, shareId],
    )
    if (!touch || touch.chatGroupId !== null) return false
    const chatGroupId = await this.groupOf(tx, groupHash, at)
    await tx.query('UPDATE touches SET chatGroupId = ? WHERE id = ?', [chatGroupId, touch.id])
    if (touch.agentId !== null) await this.number(tx, touch.agentId, chatGroupId, at)
    return true
  }

  private async groupOf(tx: EntityManager, groupHash: Buffer, at: Date): Promise<string> {
    await tx.query('INSERT INTO chat_groups (groupHash, createdAt) VALUES (?, ?) ON DUPLICATE KEY UPDATE id = id', [
      groupHash,
      at,
    ])
    const [group] = await tx.query<{ id: string }[]>('SELECT id FROM chat_groups WHERE groupHash = ?', [groupHash])
    return group!.id
  }

  /** The agent's row is the lock under which the numbers of the own groups follow each other. */
  private async number(tx: EntityManager, agentId: string, chatGroupId: string, at: Date): Promise<void> {
    await tx.query('SELECT id FROM agents WHERE id = ? FOR UPDATE', [agentId])
    await tx.query(
      `INSERT INTO chat_group_names (agentId, chatGroupId, number, firstAt)
       SELECT ?, ?, COALESCE(MAX(n.number), 0) + 1, ? FROM chat_group_names n WHERE n.agentId = ?
       ON DUPLICATE KEY UPDATE chatGroupId = VALUES(chatGroupId)`,
      [agentId, chatGroupId, at, agentId],
    )
  }
}

const view = ({ people, chatGroupId, firstAt, ...line }: ChatGroupLine): ChatGroupView => ({
  id: chatGroupId,
  name: chatGroupName(line),
  people: Number(people),
  firstAt: firstAt.toISOString(),
})
