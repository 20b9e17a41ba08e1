import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import type { AgentActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { Refused } from '../core/refused'
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
      const [notice] = await tx.query<{ seenAt: Date | null }[]>(
        'SELECT seenAt FROM owner_notices WHERE id = ? AND agentId = ? FOR UPDATE',
        [id, actor.agentId],
      )
      if (!notice) throw new Refused('notice_not_found')
      if (notice.seenAt !== null) return
      await tx.query('UPDATE owner_notices SET seenAt = ? WHERE id = ?', [at, id])
      await audit(tx, actor, 'owner-notice.opened', { kind: 'owner-notice', id }, at)
    })
  }
}
