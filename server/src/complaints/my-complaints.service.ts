import { Injectable } from '@nestjs/common'
import type { Page, PageQuery } from '@quanke/shared/contracts/common'
import type { FileComplaint, JudgeAnswer, MyComplaintView } from '@quanke/shared/contracts/complaints'
import { DataSource, type EntityManager } from 'typeorm'
import type { Actor, ClientActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { PAGE_SIZE, cursorOf, idIn, instantIn, pageOfViews, readCursor } from '../core/cursor'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { lockAccount, lockClient } from '../identity/lock-account'
import type { Complaint } from './complaint.entity'
import { complaintRow, ownComplaints } from './complaint.queries'
import { judged } from './complaint.rules'
import { myComplaintViews } from './complaint.view'
import { deadlineFrom, moveComplaint, noteStep, stepWithKey } from './complaint.writes'

/** What clients do with their complaints. */
@Injectable()
export class MyComplaintsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Files a complaint, which is received at once. The same key again is the same complaint. */
  async file(client: ClientActor, { key, about, words }: FileComplaint): Promise<MyComplaintView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const actor = await lockClient(tx, client)
      const [made] = await tx.query<Complaint[]>('SELECT * FROM complaints WHERE creationKey = ?', [key])
      const isSame = made?.accountId === actor.accountId && made.about === about && made.words === words
      if (made && !isSame) throw new Refused('key_reused')
      const id = made?.id ?? (await this.insert(tx, actor, { key, about, words }, at))
      return this.view(tx, actor, id)
    })
  }

  /** What this person filed, the latest first. */
  async list(actor: Actor, { cursor, limit = PAGE_SIZE }: PageQuery): Promise<Page<MyComplaintView>> {
    const start = readCursor(cursor, 2)
    const before = start && { at: instantIn(start[0]), id: idIn(start[1]) }
    const rows = await ownComplaints(this.db, actor, { before, limit })
    return pageOfViews(
      rows,
      limit,
      ({ filedAt, id }) => cursorOf(filedAt, id),
      (shown) => myComplaintViews(this.db, shown, this.clock.now()),
    )
  }

  one(actor: Actor, id: string): Promise<MyComplaintView> {
    return this.view(this.db, actor, id)
  }

  /** The client's own word on the answer: a complaint ends with it, or is looked at again, once. The same key again is the same word. */
  async judge(actor: Actor, id: string, { key, isSolved, words }: JudgeAnswer): Promise<MyComplaintView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      await lockAccount(tx, actor.accountId)
      await tx.query('SELECT id FROM complaints WHERE id = ? FOR UPDATE', [id])
      const complaint = await complaintRow(tx, 'own', actor, id)
      if (!complaint) throw new Refused('complaint_not_found')
      const said = await stepWithKey(tx, key)
      if (said) {
        const isSame =
          said.complaintId === id && said.actorAccountId === actor.accountId && (said.step === 'solved') === isSolved
        if (!isSame) throw new Refused('key_reused')
        return this.view(tx, actor, id)
      }
      const to = judged({ status: complaint.status, wasReopened: complaint.reopenedAt !== null }, isSolved)
      if (to === null) throw new Refused('complaint_state_wrong')
      if (to === 'reopened') await reopen(tx, id, at)
      await moveComplaint(tx, {
        key, complaintId: id, step: to, actor: 'client', actorAccountId: actor.accountId, words: words ?? null, at,
      }) // prettier-ignore
      await audit(tx, actor, `complaint.${to}`, { kind: 'complaint', id }, at)
      return this.view(tx, actor, id)
    })
  }

  private async insert(
    tx: EntityManager,
    { accountId, recordId, requestId }: ClientActor,
    { key, about, words }: FileComplaint,
    at: Date,
  ): Promise<string> {
    const [record] = await tx.query<{ ownerAgentId: string | null }[]>(
      'SELECT ownerAgentId FROM client_records WHERE id = ?',
      [recordId],
    )
    const { remindAt, answerBy } = await deadlineFrom(tx, at)
    const { insertId } = await tx.query<{ insertId: string }>(
      `INSERT INTO complaints (creationKey, accountId, recordId, agentId, about, words, status, filedAt, movedAt, remindAt, answerBy)
       VALUES (?, ?, ?, ?, ?, ?, 'filed', ?, ?, ?, ?)`,
      [key, accountId, recordId, record?.ownerAgentId ?? null, about, words, at, at, remindAt, answerBy],
    )
    const id = String(insertId)
    await noteStep(tx, { complaintId: id, step: 'filed', actor: 'client', actorAccountId: accountId, at })
    await audit(tx, { accountId, recordId, requestId }, 'complaint.filed', { kind: 'complaint', id }, at, { about })
    return id
  }

  private async view(db: DataSource | EntityManager, actor: Actor, id: string): Promise<MyComplaintView> {
    const row = await complaintRow(db, 'own', actor, id)
    if (!row) throw new Refused('complaint_not_found')
    const [view] = await myComplaintViews(db, [row], this.clock.now())
    return view!
  }
}

/** An answer is owed again, with the whole time for it. */
async function reopen(tx: EntityManager, id: string, at: Date): Promise<void> {
  const { remindAt, answerBy } = await deadlineFrom(tx, at)
  await tx.query(
    'UPDATE complaints SET reopenedAt = ?, remindAt = ?, answerBy = ?, remindedAt = NULL, escalatedAt = NULL, escalatedToAgentId = NULL WHERE id = ?',
    [at, remindAt, answerBy, id],
  )
}
