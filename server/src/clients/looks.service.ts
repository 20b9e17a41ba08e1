import { Injectable } from '@nestjs/common'
import type { Page, PageQuery } from '@quanke/shared/contracts/common'
import type { LookView } from '@quanke/shared/contracts/looks'
import { LOOKS } from '@quanke/shared/domain/look'
import { DataSource } from 'typeorm'
import type { ClientActor } from '../core/actor'
import { Clock } from '../core/clock'
import { PAGE_SIZE, cursorOf, idIn, instantIn, pageOfViews, readCursor } from '../core/cursor'
import { recordsWithin } from './living-record'
import { lookerOf } from './looker.rules'
import { lookingAgents, lookLines, staffRoles, type LookingAgent, type LookLine } from './looks.queries'

/** Who looked at a client, for the client (domain rules, section 9), out of the audit log. */
@Injectable()
export class LooksService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The looks at the client's record, and at all that has become part of it, latest first. */
  async mine(actor: ClientActor, { cursor, limit = PAGE_SIZE }: PageQuery): Promise<Page<LookView>> {
    const start = readCursor(cursor, 2)
    const before = start && { at: instantIn(start[0]), id: idIn(start[1]) }
    const recordIds = await recordsWithin(this.db, actor.recordId)
    const lines = await lookLines(this.db, recordIds, { before, limit, now: this.clock.now() })
    return pageOfViews(
      lines,
      limit,
      ({ lastAt, lastId }) => cursorOf(lastAt, lastId),
      (shown) => this.views(shown, recordIds),
    )
  }

  private async views(lines: readonly LookLine[], recordIds: readonly string[]): Promise<LookView[]> {
    const agents = await lookingAgents(this.db, [...new Set(lines.flatMap(({ agentId }) => agentId ?? []))], recordIds)
    const roles = await staffRoles(this.db, [...new Set(lines.flatMap(({ staffId }) => staffId ?? []))])
    return lines.map(({ lastId, lastAt, count, action, agentId, staffId }) => ({
      id: lastId,
      ...lookerOf({
        what: action,
        agent: agentOf(agents.get(agentId ?? '')),
        staffRole: roles.get(staffId ?? '') ?? null,
      }),
      what: LOOKS[action],
      count: Number(count),
      lastAt: lastAt.toISOString(),
    }))
  }
}

const agentOf = (agent: LookingAgent | undefined) =>
  agent
    ? {
        name: agent.name,
        isOwner: Number(agent.isOwner) === 1,
        wasOwner: Number(agent.wasOwner) === 1,
        isLeader: Number(agent.isLeader) === 1,
      }
    : null
