import { Injectable } from '@nestjs/common'
import type { Page, PageQuery } from '@quanke/shared/contracts/common'
import type { GroupRow, GroupsQuery, GroupView, JoinGroup, MemberView } from '@quanke/shared/contracts/groups'
import { DataSource, type EntityManager } from 'typeorm'
import { hasConsented } from '../consents/consent.queries'
import type { Actor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { PAGE_SIZE, cursorOf, idIn, instantIn, pageOf, readCursor } from '../core/cursor'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { recordAct } from '../engagement/record-act'
import { leadingShare } from '../shares/share.queries'
import { groupDetail, groupLines, memberLines } from './group.queries'
import { groupRow, groupView } from './group.view'
import { joinRefusal, leaveRefusal, membersRefusal } from './join.rules'
import { Membership } from './membership.entity'

@Injectable()
export class GroupsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  async browse(
    actor: Actor,
    { q = '', mine = false, cursor, limit = PAGE_SIZE }: GroupsQuery,
  ): Promise<Page<GroupRow>> {
    const afterId = readCursor(cursor, 1)?.[0]
    const rows = await groupLines(this.db, actor.accountId, {
      mine,
      words: q,
      afterId: afterId === undefined ? null : idIn(afterId),
      limit,
    })
    return pageOf(rows, limit, ({ id }) => cursorOf(id), groupRow)
  }

  one(actor: Actor, groupId: string): Promise<GroupView> {
    return groupView(this.db, actor, groupId)
  }

  /** Who is in the group, by alias, for its members and its host. */
  async members(actor: Actor, groupId: string, { cursor, limit = PAGE_SIZE }: PageQuery): Promise<Page<MemberView>> {
    const group = await groupDetail(this.db, actor, groupId)
    if (!group) throw new Refused('group_not_found')
    const refusal = membersRefusal(group.membership, group.hostAgentId === actor.agentId)
    if (refusal) throw new Refused(refusal)

    const after = readCursor(cursor, 2)
    const start = after && { joinedAt: instantIn(after[0]), id: idIn(after[1]) }
    return pageOf(
      await memberLines(this.db, groupId, start, limit),
      limit,
      ({ joinedAt, id }) => cursorOf(joinedAt, id),
      ({ alias, role, joinedAt }) => ({ alias, role, joinedAt: joinedAt.toISOString() }),
    )
  }

  /** Joining twice is the same as joining once. */
  async join(actor: Actor, groupId: string, { shareCode }: JoinGroup): Promise<GroupView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const { isOpen, membership } = await this.lock(tx, actor, groupId)
      if (membership?.status === 'active') return groupView(tx, actor, groupId)

      const hasService = await hasConsented(tx, actor.accountId, 'use_service')
      const refusal = joinRefusal({ isOpen, hasConsented: hasService, membership: membership?.status ?? null })
      if (refusal) throw new Refused(refusal)

      const share = await leadingShare(tx, shareCode, actor.accountId)
      await tx.query(
        `INSERT INTO memberships (groupId, accountId, role, status, shareId, joinedAt) VALUES (?, ?, 'member', 'active', ?, ?)
         ON DUPLICATE KEY UPDATE status = 'active', shareId = VALUES(shareId), joinedAt = VALUES(joinedAt), leftAt = NULL`,
        [groupId, actor.accountId, share?.id ?? null, at],
      )
      await audit(tx, actor, 'group.joined', { kind: 'group', id: groupId }, at, { shareId: share?.id ?? null })
      await this.note(tx, actor, 'joined', groupId, share?.id ?? null, at)
      return groupView(tx, actor, groupId)
    })
  }

  /** Leaving twice is the same as leaving once. The row stays: who was here, and when, is history. */
  async leave(actor: Actor, groupId: string): Promise<GroupView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const { membership } = await this.lock(tx, actor, groupId)
      if (membership?.status === 'left') return groupView(tx, actor, groupId)
      const refusal = leaveRefusal(membership?.status ?? null, membership?.role ?? null)
      if (refusal) throw new Refused(refusal)

      await tx.update(Membership, { groupId, accountId: actor.accountId }, { status: 'left', leftAt: at })
      await audit(tx, actor, 'group.left', { kind: 'group', id: groupId }, at)
      await this.note(tx, actor, 'left', groupId, null, at)
      return groupView(tx, actor, groupId)
    })
  }

  /** The person's own lock makes what one person does follow itself; the group's keeps it open, or closed, until the commit. */
  private async lock(tx: EntityManager, { accountId }: Actor, groupId: string) {
    await tx.query('SELECT id FROM wechat_accounts WHERE id = ? FOR UPDATE', [accountId])
    const [group] = await tx.query<{ isOpen: number }[]>(
      'SELECT isOpen FROM interest_groups WHERE id = ? LOCK IN SHARE MODE',
      [groupId],
    )
    if (!group) throw new Refused('group_not_found')
    return { isOpen: Boolean(group.isOpen), membership: await tx.findOneBy(Membership, { groupId, accountId }) }
  }

  private note(
    tx: EntityManager,
    { accountId }: Actor,
    kind: 'joined' | 'left',
    groupId: string,
    shareId: string | null,
    at: Date,
  ): Promise<void> {
    return recordAct(tx, { accountId, kind, subject: 'group', subjectId: groupId, shareId, at })
  }
}
