import { Inject, Injectable } from '@nestjs/common'
import { Interval } from '@nestjs/schedule'
import { DataSource, type EntityManager } from 'typeorm'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { LOG, type Log } from '../core/log.token'
import { SWEEP } from '../core/sweep'
import { transact } from '../core/transact'
import { drawLater } from './draw'
import { settleMembers } from './outcome.queries'
import { finalAt } from './plan.rules'
import type { OutreachPlan } from './outreach-plan.entity'

const EVERY_MS = 10 * 60_000

/** What plans do by themselves: later clients are drawn while that is promised, and figures that are final are written down. */
@Injectable()
export class KeepPlans {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Interval(EVERY_MS)
  async sweep(): Promise<void> {
    const count = (await this.drawDue()) + (await this.settleDue())
    if (count > 0) this.log.info({ count }, 'outreach plans kept')
  }

  /** Draws later clients for every plan that promised it; answers how many were drawn. Several servers may do it at once. */
  async drawDue(): Promise<number> {
    const now = this.clock.now()
    const due = await this.idsOf("status = 'running' AND drawsUntil > ?", now)
    let count = 0
    for (const id of due)
      count += await this.withPlan(id, async (tx, plan) => {
        if (plan.status !== 'running') return 0
        const drawn = await drawLater(tx, plan, now)
        const total = drawn.treated + drawn.heldOut
        if (total > 0) await audit(tx, SWEEP, 'outreach.drawn-later', { kind: 'outreach', id }, now, { ...drawn })
        return total
      })
    return count
  }

  /** Writes down the outcomes of every plan whose figures are final; answers how many plans. */
  async settleDue(): Promise<number> {
    const now = this.clock.now()
    const due = await this.idsOf("status = 'running' AND settledAt IS NULL AND closesAt <= ?", now)
    let count = 0
    for (const id of due)
      count += await this.withPlan(id, async (tx, plan) => {
        const isDue = plan.status === 'running' && plan.settledAt === null && plan.closesAt !== null
        if (!isDue || finalAt(plan.closesAt!) > now) return 0
        await settleMembers(tx, plan)
        await tx.query('UPDATE outreach_plans SET settledAt = ? WHERE id = ?', [now, id])
        await audit(tx, SWEEP, 'outreach.settled', { kind: 'outreach', id }, now)
        return 1
      })
    return count
  }

  private async idsOf(where: string, now: Date): Promise<string[]> {
    const rows = await this.db.query<{ id: string }[]>(`SELECT id FROM outreach_plans WHERE ${where} ORDER BY id`, [
      now,
    ])
    return rows.map(({ id }) => id)
  }

  private withPlan(id: string, work: (tx: EntityManager, plan: OutreachPlan) => Promise<number>): Promise<number> {
    return transact(this.db, async (tx) => {
      const [plan] = await tx.query<OutreachPlan[]>('SELECT * FROM outreach_plans WHERE id = ? FOR UPDATE', [id])
      return plan ? work(tx, plan) : 0
    })
  }
}
