import { Injectable } from '@nestjs/common'
import type { Page } from '@quanke/shared/contracts/common'
import type { AnswerComplaint, ComplaintsQuery, ComplaintView } from '@quanke/shared/contracts/complaints'
import { QUEUE_STATUSES } from '@quanke/shared/domain/complaint'
import { DataSource, type EntityManager } from 'typeorm'
import type { Actor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { PAGE_SIZE, cursorOf, idIn, instantIn, pageOfViews, readCursor } from '../core/cursor'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { lockAccount } from '../identity/lock-account'
import { complaintRow, handledComplaints, type ComplaintRow } from './complaint.queries'
import { acceptRefusal, actorOf, answerRefusal } from './complaint.rules'
import { complaintViews } from './complaint.view'
import { moveComplaint, noteStep, stepWithKey } from './complaint.writes'

/** What those do who handle complaints: leaders above the agent, the service desk, and compliance when nobody answered in time. */
@Injectable()
export class ComplaintsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** What waits for an answer, the one first that is due first; or what was answered, or is over. */
  async queue(
    actor: Actor,
    { show = 'waiting', cursor, limit = PAGE_SIZE }: ComplaintsQuery,
  ): Promise<Page<ComplaintView>> {
    const start = readCursor(cursor, 2)
    const before = start && { at: instantIn(start[0]), id: idIn(start[1]) }
    const rows = await handledComplaints(this.db, actor, QUEUE_STATUSES[show], { before, limit })
    return pageOfViews(
      rows,
      limit,
      ({ answerBy, id }) => cursorOf(answerBy, id),
      (shown) => complaintViews(this.db, shown, this.clock.now()),
    )
  }

  /** One complaint; that somebody looked at it is logged. */
  async one(actor: Actor, id: string): Promise<ComplaintView> {
    const view = await this.view(this.db, actor, id)
    await audit(this.db.manager, actor, 'complaint.viewed', { kind: 'complaint', id }, this.clock.now())
    return view
  }

  /** Takes a complaint in hand; again changes nothing. */
  async accept(actor: Actor, id: string): Promise<ComplaintView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const complaint = await lockHandled(tx, actor, id)
      const refusal = acceptRefusal(complaint.status)
      if (refusal) throw new Refused(refusal)
      if (complaint.status === 'filed') {
        await moveComplaint(tx, { complaintId: id, step: 'accepted', ...partOf(actor, complaint), at })
        await audit(tx, actor, 'complaint.accepted', { kind: 'complaint', id }, at)
      }
      return this.view(tx, actor, id)
    })
  }

  /** Answers a complaint. The same key again is the same answer. */
  async answer(actor: Actor, id: string, { key, words }: AnswerComplaint): Promise<ComplaintView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const complaint = await lockHandled(tx, actor, id)
      const said = await stepWithKey(tx, key)
      if (said) {
        const isSame = said.complaintId === id && said.actorAccountId === actor.accountId && said.words === words
        if (!isSame) throw new Refused('key_reused')
        return this.view(tx, actor, id)
      }
      const refusal = answerRefusal(complaint.status)
      if (refusal) throw new Refused(refusal)
      await moveComplaint(tx, { key, complaintId: id, step: 'answered', ...partOf(actor, complaint), words, at })
      await audit(tx, actor, 'complaint.answered', { kind: 'complaint', id }, at)
      return this.view(tx, actor, id)
    })
  }

  /** Lets the agent whom it is about read the client's words; again changes nothing. */
  async share(actor: Actor, id: string): Promise<ComplaintView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const complaint = await lockHandled(tx, actor, id)
      if (complaint.agentId === null) throw new Refused('complaint_state_wrong')
      if (complaint.sharedAt === null) {
        await tx.query('UPDATE complaints SET sharedAt = ? WHERE id = ?', [at, id])
        await noteStep(tx, { complaintId: id, step: 'shared', ...partOf(actor, complaint), at })
        await audit(tx, actor, 'complaint.shared', { kind: 'complaint', id }, at)
      }
      return this.view(tx, actor, id)
    })
  }

  private async view(db: DataSource | EntityManager, actor: Actor, id: string): Promise<ComplaintView> {
    const row = await complaintRow(db, 'handled', actor, id)
    if (!row) throw new Refused('complaint_not_found')
    const [view] = await complaintViews(db, [row], this.clock.now())
    return view!
  }
}

async function lockHandled(tx: EntityManager, actor: Actor, id: string): Promise<ComplaintRow> {
  await lockAccount(tx, actor.accountId)
  await tx.query('SELECT id FROM complaints WHERE id = ? FOR UPDATE', [id])
  const complaint = await complaintRow(tx, 'handled', actor, id)
  if (!complaint) throw new Refused('complaint_not_found')
  return complaint
}

const partOf = ({ accountId, staffRole }: Actor, { isLed }: ComplaintRow) => ({
  actor: actorOf({ leads: Number(isLed) === 1, staffRole }),
  actorAccountId: accountId,
})
