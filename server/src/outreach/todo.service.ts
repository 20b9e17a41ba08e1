import { Injectable } from '@nestjs/common'
import type { Page } from '@quanke/shared/contracts/common'
import type { MakeOutreachCard, MarkOutreachDone, OutreachTodoRow, TodoQuery } from '@quanke/shared/contracts/outreach'
import type { ShareView } from '@quanke/shared/contracts/shares'
import { ASK_HINDRANCES } from '@quanke/shared/domain/referral-ask'
import { DataSource, type EntityManager } from 'typeorm'
import type { AgentActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { PAGE_SIZE, cursorOf, idIn, pageOf, readCursor } from '../core/cursor'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { lockAccount } from '../identity/lock-account'
import type { Share } from '../shares/share.entity'
import { shareTitles } from '../shares/share.queries'
import { shareView } from '../shares/share.view'
import { SharesService } from '../shares/shares.service'
import type { OutreachMember } from './outreach-member.entity'
import { labelOf } from './label'
import { actRefusal, statusNow, undoRefusal } from './plan.rules'
import { approachFacts, planLine, todoLine, todoLines, type PlanLine, type TodoLine } from './plan.queries'

/** Approaching the clients of a plan, one after the other. It is for whoever serves the client now. */
@Injectable()
export class TodoService {
  constructor(
    private readonly db: DataSource,
    private readonly shares: SharesService,
    private readonly clock: Clock,
  ) {}

  /** Whom this agent still has to approach, has approached, or is to leave alone. Who is held out stands in none. */
  async list(actor: AgentActor, planId: string, query: TodoQuery): Promise<Page<OutreachTodoRow>> {
    const { state, cursor, limit = PAGE_SIZE } = query
    const now = this.clock.now()
    const plan = await planLine(this.db, actor, planId)
    if (!plan) throw new Refused('outreach_not_found')
    const start = readCursor(cursor, 1)
    const page = { state, afterId: start ? idIn(start[0]) : '0', limit }
    const lines = await todoLines(this.db, planId, actor.agentId, page, now)
    return pageOf(
      lines,
      limit,
      ({ id }) => cursorOf(id),
      (line) => todoRow(line, plan, actor, now),
    )
  }

  /** The card for one client: an ordinary share, made once however often it is asked for. */
  async card(actor: AgentActor, memberId: string, { key }: MakeOutreachCard): Promise<ShareView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const { plan, member } = await this.lock(tx, actor, memberId)
      const subject = cardSubject(plan)
      if (subject === null) throw new Refused('outreach_state_wrong')
      await this.refuse(tx, plan, member, at)
      const made = member.shareId === null ? null : await shareById(tx, member.shareId)
      const share =
        made ??
        (await this.shares.createIn(tx, actor, {
          key,
          ...subject,
          channel: 'card',
          campaignId: await labelOf(tx, plan, actor.agentId, at),
          at,
        }))
      if (!made) {
        await this.refuseTaken(tx, share.id)
        await tx.query('UPDATE outreach_members SET shareId = ? WHERE id = ?', [share.id, memberId])
        await audit(tx, actor, 'outreach.card-made', { kind: 'client', id: member.recordId }, at, {
          planId: plan.id,
          shareId: share.id,
        })
      }
      return shareView(share, (await shareTitles(tx, [share.id])).get(share.id) ?? '')
    })
  }

  /** Notes that this client was approached, and how it went. Again changes nothing. */
  async done(actor: AgentActor, memberId: string, { result }: MarkOutreachDone): Promise<OutreachTodoRow> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const { plan, member } = await this.lock(tx, actor, memberId)
      if (member.doneAt === null) {
        await this.refuse(tx, plan, member, at)
        await tx.query('UPDATE outreach_members SET doneAt = ?, doneByAgentId = ?, result = ? WHERE id = ?', [
          at,
          actor.agentId,
          result,
          memberId,
        ])
        await audit(tx, actor, 'outreach.done', { kind: 'client', id: member.recordId }, at, {
          planId: plan.id,
          result,
        })
      }
      return this.row(tx, actor, plan, memberId, at)
    })
  }

  /** Takes a done mark back, for a while. Again changes nothing. */
  async undo(actor: AgentActor, memberId: string): Promise<OutreachTodoRow> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const { plan, member } = await this.lock(tx, actor, memberId)
      if (member.doneAt !== null) {
        const refusal = undoRefusal({ ...member, doneAt: member.doneAt }, actor.agentId, at)
        if (refusal) throw new Refused(refusal)
        await tx.query('UPDATE outreach_members SET doneAt = NULL, doneByAgentId = NULL, result = NULL WHERE id = ?', [
          memberId,
        ])
        await audit(tx, actor, 'outreach.undone', { kind: 'client', id: member.recordId }, at, { planId: plan.id })
      }
      return this.row(tx, actor, plan, memberId, at)
    })
  }

  /** Locks in the order account, record, member, so that the client's owner stays the same until commit. */
  private async lock(
    tx: EntityManager,
    actor: AgentActor,
    memberId: string,
  ): Promise<{ plan: PlanLine; member: OutreachMember }> {
    await lockAccount(tx, actor.accountId)
    const [found] = await tx.query<{ recordId: string }[]>('SELECT recordId FROM outreach_members WHERE id = ?', [
      memberId,
    ])
    if (!found) throw new Refused('outreach_member_not_found')
    const [own] = await tx.query<{ id: string }[]>(
      "SELECT id FROM client_records WHERE id = ? AND ownerAgentId = ? AND status = 'active' FOR UPDATE",
      [found.recordId, actor.agentId],
    )
    if (!own) throw new Refused('outreach_member_not_found')
    const [member] = await tx.query<OutreachMember[]>('SELECT * FROM outreach_members WHERE id = ? FOR UPDATE', [
      memberId,
    ])
    await tx.query('SELECT id FROM outreach_plans WHERE id = ? LOCK IN SHARE MODE', [member!.planId])
    const plan = await planLine(tx, actor, member!.planId)
    if (!plan) throw new Refused('outreach_member_not_found')
    return { plan, member: member! }
  }

  private async refuse(tx: EntityManager, plan: PlanLine, member: OutreachMember, now: Date): Promise<void> {
    const refusal = actRefusal({
      arm: member.arm,
      status: statusNow(plan, now),
      isObserved: now < member.observedUntil,
      ...(await approachFacts(tx, member.id, now)),
    })
    if (refusal) throw new Refused(refusal)
  }

  /** A key that made the card of somebody else, or a share of another page, makes no card of this plan. */
  private async refuseTaken(tx: EntityManager, shareId: string): Promise<void> {
    const [taken] = await tx.query<{ id: string }[]>('SELECT id FROM outreach_members WHERE shareId = ?', [shareId])
    if (taken) throw new Refused('key_reused')
  }

  private async row(
    tx: EntityManager,
    actor: AgentActor,
    plan: PlanLine,
    memberId: string,
    now: Date,
  ): Promise<OutreachTodoRow> {
    const line = await todoLine(tx, memberId, actor.agentId, now)
    if (!line) throw new Refused('outreach_held_out')
    return todoRow(line, plan, actor, now)
  }
}

/** What the cards of a plan show, if it has any: the article, or the event that it invites to. */
function cardSubject({ kind, contentId, eventId }: PlanLine): Pick<Share, 'subject' | 'subjectId'> | null {
  if (kind === 'content' && contentId !== null) return { subject: 'content', subjectId: contentId }
  return kind === 'event' && eventId !== null ? { subject: 'event', subjectId: eventId } : null
}

async function shareById(tx: EntityManager, id: string): Promise<Share | null> {
  const [share] = await tx.query<Share[]>('SELECT * FROM shares WHERE id = ?', [id])
  return share ?? null
}

function todoRow(line: TodoLine, plan: PlanLine, actor: AgentActor, now: Date): OutreachTodoRow {
  const isOpen = plan.status === 'running' && now < line.observedUntil
  const mayAsk = isOpen && line.hindrance === null
  return {
    id: line.id,
    client: { id: line.clientId, name: line.displayName },
    hasCard: line.shareId !== null,
    doneAt: line.doneAt?.toISOString() ?? null,
    result: line.result,
    observedUntil: line.observedUntil.toISOString(),
    leftAloneBecause: line.hindrance && ASK_HINDRANCES[line.hindrance],
    can: {
      share: cardSubject(plan) !== null && mayAsk,
      done: mayAsk && line.doneAt === null,
      undo: line.doneAt !== null && undoRefusal({ ...line, doneAt: line.doneAt }, actor.agentId, now) === null,
    },
  }
}
