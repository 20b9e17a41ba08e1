import { Inject, Injectable } from '@nestjs/common'
import { Interval } from '@nestjs/schedule'
import { DataSource } from 'typeorm'
import { Clock } from '../core/clock'
import { LOG, type Log } from '../core/log.token'
import { inBatches } from '../core/sweep'

const EVERY_MS = 30 * 60_000
const BATCH = 500

/** Removes session keys that are three days old. What is not removed yet is not used any more either. */
@Injectable()
export class ForgetSessionKeys {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Interval(EVERY_MS)
  async sweep(): Promise<void> {
    const count = await this.forgetDue()
    if (count > 0) this.log.info({ count }, 'session keys forgotten')
  }

  /** Removes every key that is due; answers how many. Several servers may do it at once. */
  forgetDue(): Promise<number> {
    return inBatches(BATCH, async () => {
      const { affectedRows } = await this.db.query<{ affectedRows: number }>(
        `UPDATE sessions SET keyEnc = NULL, keyUntil = NULL WHERE keyUntil <= ? LIMIT ${BATCH}`,
        [this.clock.now()],
      )
      return affectedRows
    })
  }
}
