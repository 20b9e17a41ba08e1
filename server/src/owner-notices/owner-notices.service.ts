import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import type { AgentActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { putAway } from '../core/put-away'
import { transact } from '../core/transact'

@Injectable()
export class OwnerNoticesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Opening a notice puts it away; again changes nothing. */
  async open(actor: AgentActor, id: string): Promise<void> {
    const at = this.clock.now()
    await transact(this.db, async (tx) => {
      if (!(await putAway(tx, 'owner_notices', actor, id, at))) return
      await audit(tx, actor, 'owner-notice.opened', { kind: 'owner-notice', id }, at)
    })
  }
}
