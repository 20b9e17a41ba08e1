import { Inject, Injectable } from '@nestjs/common'
import { Interval } from '@nestjs/schedule'
import { DataSource } from 'typeorm'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { LOG, type Log } from '../core/log.token'
import { inBatches, SWEEP } from '../core/sweep'
import { transact } from '../core/transact'
import { endOrphanedCards } from './end-cards'
import { moveReferral } from './referral-moves'

const EVERY_MS = 10 * 60_000
const BATCH = 100

/** Writes down what reads compute anyway: a card that nobody accepted within 30 days is expired (domain rules, section 8). */
@Injectable()
export class ExpireReferrals {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Interval(EVERY_MS)
  async sweep(): Promise<void> {
    const count = await this.expireDue()
    if (count > 0) this.log.info({ count }, 'referrals expired')
    const ended = await this.endOrphaned()
    if (ended > 0) this.log.info({ count: ended }, 'cards ended of those who left')
  }

  /** Expires every card that is due; answers how many. Several servers may do it at once. */
  expireDue(): Promise<number> {
    return inBatches(BATCH, () => this.expireSome())
  }

  /** Ends every card that waits for nobody's client any more; answers how many. */
  endOrphaned(): Promise<number> {
    const at = this.clock.now()
    return inBatches(BATCH, () => transact(this.db, (tx) => endOrphanedCards(tx, BATCH, at)))
  }

  private expireSome(): Promise<number> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const due = await tx.query<{ id: string; expiresAt: Date }[]>(
        `SELECT id, expiresAt FROM referrals WHERE status IN ('offered', 'opened') AND expiresAt <= ?
          ORDER BY id LIMIT ${BATCH} FOR UPDATE`,
        [at],
      )
      for (const { id, expiresAt } of due) {
        await moveReferral(tx, { referralId: id, to: 'expired', mover: 'time', actorAccountId: null, at: expiresAt })
        await audit(tx, SWEEP, 'referral.expired', { kind: 'referral', id }, at)
      }
      return due.length
    })
  }
}
