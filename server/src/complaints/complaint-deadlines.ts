import { Inject, Injectable } from '@nestjs/common'
import { Interval } from '@nestjs/schedule'
import { AWAITING_ANSWER } from '@quanke/shared/domain/complaint'
import { DataSource, type EntityManager } from 'typeorm'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { LOG, type Log } from '../core/log.token'
import { inBatches, SWEEP } from '../core/sweep'
import { transact } from '../core/transact'
import { leadersInService } from '../organization/leaders.rules'
import { leadersAbove } from '../organization/organization.queries'
import type { Complaint } from './complaint.entity'
import { dueOf } from './complaint.rules'
import { noteStep } from './complaint.writes'

const EVERY_MS = 10 * 60_000
const BATCH = 100

/** Sees to it that no complaint is left lying: a reminder, and one leader up when the time is over (domain rules, section 7). */
@Injectable()
export class ComplaintDeadlines {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Interval(EVERY_MS)
  async sweep(): Promise<void> {
    const count = await this.applyDue()
    if (count > 0) this.log.info({ count }, 'complaints reminded of or escalated')
  }

  /** Does what is due now; answers to how many complaints something happened. Several servers may do it at once. */
  applyDue(): Promise<number> {
    return inBatches(BATCH, () => this.applySome(this.clock.now()))
  }

  private applySome(at: Date): Promise<number> {
    return transact(this.db, async (tx) => {
      const due = await tx.query<Complaint[]>(
        `SELECT * FROM complaints WHERE status IN (?)
            AND ((answerBy <= ? AND escalatedAt IS NULL) OR (remindAt <= ? AND answerBy > ? AND remindedAt IS NULL))
          ORDER BY id LIMIT ${BATCH} FOR UPDATE`,
        [AWAITING_ANSWER, at, at, at],
      )
      for (const complaint of due) await apply(tx, complaint, at)
      return due.length
    })
  }
}

async function apply(tx: EntityManager, complaint: Complaint, at: Date): Promise<void> {
  const { id, agentId } = complaint
  const due = dueOf(complaint, at)
  if (due === null) return
  if (due === 'remind') await tx.query('UPDATE complaints SET remindedAt = ? WHERE id = ?', [at, id])
  else {
    const [, above = null] = agentId === null ? [] : leadersInService(await leadersAbove(tx, agentId), agentId)
    await tx.query('UPDATE complaints SET escalatedAt = ?, escalatedToAgentId = ? WHERE id = ?', [at, above, id])
  }
  const step = due === 'remind' ? 'reminded' : 'escalated'
  await noteStep(tx, { complaintId: id, step, actor: 'time', actorAccountId: null, at })
  await audit(tx, SWEEP, `complaint.${step}`, { kind: 'complaint', id }, at)
}
