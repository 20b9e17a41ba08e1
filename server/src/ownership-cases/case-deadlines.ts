import { Inject, Injectable } from '@nestjs/common'
import { Interval } from '@nestjs/schedule'
import { UNDECIDED_CASES } from '@quanke/shared/domain/ownership-case'
import { DataSource, type EntityManager } from 'typeorm'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { LOG, type Log } from '../core/log.token'
import { SWEEP } from '../core/sweep'
import { transact } from '../core/transact'
import { dueOf } from './case.rules'
import { nextDecider } from './decider.queries'
import { endCase } from './end-case'
import { findDecider } from './find-decider'
import { isMoot } from './moot-cases'
import { deadlineAfter, noteStep } from './open-case'
import type { OwnershipCase } from './ownership-case.entity'

const EVERY_MS = 10 * 60_000
const BATCH = 50

/** What time does to cases: a reminder, a missed deadline that goes one leader up, and the end of the days for an appeal (domain rules, section 3.6). */
@Injectable()
export class CaseDeadlines {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Interval(EVERY_MS)
  async sweep(): Promise<void> {
    const count = await this.applyDue()
    if (count > 0) this.log.info({ count }, 'ownership cases moved by time')
  }

  /** Does what is due now; answers to how many cases something happened. Several servers may do it at once. */
  async applyDue(): Promise<number> {
    let count = 0
    for (let lastId = '0'; ;) {
      const ids = await this.db.query<{ id: string }[]>(
        `SELECT id FROM ownership_cases WHERE status IN ('open', 'decided', 'appealed') AND id > ? ORDER BY id LIMIT ${BATCH}`,
        [lastId],
      )
      for (const { id } of ids) if (await transact(this.db, (tx) => this.apply(tx, id))) count += 1
      const last = ids.at(-1)
      if (!last || ids.length < BATCH) return count
      lastId = last.id
    }
  }

  private async apply(tx: EntityManager, id: string): Promise<boolean> {
    const at = this.clock.now()
    const [found] = await tx.query<OwnershipCase[]>('SELECT * FROM ownership_cases WHERE id = ? FOR UPDATE', [id])
    if (!found) return false
    if (UNDECIDED_CASES.includes(found.status) && (await isMoot(tx, found))) {
      await endCase(tx, SWEEP, id, 'moot', at)
      return true
    }
    if (await findDecider(tx, found, at)) {
      await noteStep(tx, { caseId: id, step: 'redirected', actorAccountId: null, reason: null, at })
      await audit(tx, SWEEP, 'case.redirected', { kind: 'ownership-case', id }, at)
      return true
    }
    const due = dueOf({ ...found, isLastResort: found.levelTeamId === null }, at)
    if (due === null) return false
    if (due === 'finish') {
      await endCase(tx, SWEEP, id, 'final', at)
      return true
    }
    if (due === 'remind') await tx.query('UPDATE ownership_cases SET remindedAt = ? WHERE id = ?', [at, id])
    if (due === 'escalate') await this.escalate(tx, found, at)
    const step = due === 'remind' ? 'reminded' : 'escalated'
    await noteStep(tx, { caseId: id, step, actorAccountId: null, reason: null, at })
    await audit(tx, SWEEP, `case.${step}`, { kind: 'ownership-case', id }, at)
    return true
  }

  private async escalate(tx: EntityManager, found: OwnershipCase, at: Date): Promise<void> {
    const decider = await nextDecider(tx, found.levelTeamId ?? '0', [found.holderAgentId, found.claimantAgentId])
    await tx.query(
      'UPDATE ownership_cases SET levelTeamId = ?, exception = ?, deadlineAt = ?, remindedAt = NULL WHERE id = ?',
      [decider.teamId, decider.exception, await deadlineAfter(tx, at), found.id],
    )
  }
}
