import { Injectable } from '@nestjs/common'
import type { Page, PageQuery } from '@quanke/shared/contracts/common'
import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import { DataSource } from 'typeorm'
import type { Actor, AgentActor, ClientActor, LeaderActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { cursorOf, idIn, instantIn, numberIn, PAGE_SIZE, pageOfViews, readCursor } from '../core/cursor'
import { DataCipher } from '../core/crypto'
import { Refused } from '../core/refused'
import { agentWithin } from '../organization/organization.queries'
import {
  ESCALATED,
  FOR_AGENT,
  requestRow,
  requestViews,
  selectRequests,
  WEIGHT,
  weightOf,
  type ViewTools,
} from './request.queries'
import type { RequestRow } from './request.view'

const NEWEST_FIRST = 'q.askedAt DESC, q.id DESC'
/** Nothing was promised to the oldest. */
const PROMISED_BY = 'COALESCE(q.answerBy, q.askedAt)'

/** What of the requests each person may read. */
@Injectable()
export class RequestLists {
  constructor(
    private readonly db: DataSource,
    private readonly cipher: DataCipher,
    private readonly clock: Clock,
  ) {}

  /** One request, for those who may read it; for all others there is none. An agent's look at a client's words is logged (domain rules, section 9). */
  async one(actor: Actor, id: string): Promise<RequestView> {
    const row = await requestRow(this.db, actor, id)
    const [view] = row ? await requestViews(this.db, this.tools(), actor, [row]) : []
    if (!view) throw new Refused('request_not_found')
    if (view.clientId !== null) {
      const subject = { kind: 'client', id: view.clientId }
      await audit(this.db.manager, actor, 'client.request-viewed', subject, this.clock.now(), { requestId: id })
    }
    return view
  }

  /** A client's own requests, newest first. */
  own(actor: ClientActor, query: PageQuery): Promise<Page<RequestView>> {
    return this.newest(actor, query, 'q.recordId = ?', [actor.recordId])
  }

  /** What members of a group were asked and may still answer. */
  async ofGroup(actor: Actor, groupId: string, query: PageQuery): Promise<Page<RequestView>> {
    const [group] = await this.db.query<{ membership: string | null }[]>(
      `SELECT m.status membership FROM interest_groups g LEFT JOIN memberships m ON m.groupId = g.id AND m.accountId = ? WHERE g.id = ?`,
      [actor.accountId, groupId],
    )
    if (!group) throw new Refused('group_not_found')
    if (group.membership !== 'active') throw new Refused('not_a_member')
    const where =
      "q.groupId = ? AND q.audience = 'group' AND q.wordsReview = 'passed' AND q.status IN ('open', 'answered')"
    return this.newest(actor, query, where, [groupId])
  }

  /** The requests of an agent's own clients, and those handed over by a leader: those that wait first, then those under way, then the ended ones. */
  async received(actor: AgentActor, { cursor, limit = PAGE_SIZE }: PageQuery): Promise<Page<RequestView>> {
    const after = readCursor(cursor, 3)
    const rows = await selectRequests(this.db, actor, {
      where: `${FOR_AGENT}${after ? ` AND (${WEIGHT}, q.askedAt, q.id) < (?, ?, ?)` : ''}`,
      values: [
        actor.agentId,
        actor.agentId,
        ...(after ? [numberIn(after[0]), instantIn(after[1]), idIn(after[2])] : []),
      ],
      order: `${WEIGHT} DESC, ${NEWEST_FIRST}`,
      limit: limit + 1,
    })
    return this.page(actor, rows, limit, ({ status, askedAt, id }) => cursorOf(weightOf(status), askedAt, id))
  }

  /** What nobody in the leader's teams answered in time, and nobody has answered since; what waits longest first. */
  async escalated(actor: LeaderActor, { cursor, limit = PAGE_SIZE }: PageQuery): Promise<Page<RequestView>> {
    const after = readCursor(cursor, 2)
    const rows = await selectRequests(this.db, actor, {
      where: `${ESCALATED}${after ? ' AND (q.escalatedAt, q.id) > (?, ?)' : ''}`,
      values: [`${actor.leadsPath}%`, ...(after ? [instantIn(after[0]), idIn(after[1])] : [])],
      order: 'q.escalatedAt, q.id',
      limit: limit + 1,
    })
    return this.page(actor, rows, limit, ({ escalatedAt, id }) => cursorOf(escalatedAt!, id))
  }

  /** What waits with one agent of the leader's teams; what was promised earliest first, so that what is late comes before all. */
  async ofAgent(actor: LeaderActor, agentId: string, query: PageQuery): Promise<Page<RequestView>> {
    if (!(await agentWithin(this.db, agentId, actor.leadsPath))) throw new Refused('agent_not_found')
    const { cursor, limit = PAGE_SIZE } = query
    const after = readCursor(cursor, 2)
    const rows = await selectRequests(this.db, actor, {
      where: `r.ownerAgentId = ? AND q.status = 'open'${after ? ` AND (${PROMISED_BY}, q.id) > (?, ?)` : ''}`,
      values: [agentId, ...(after ? [instantIn(after[0]), idIn(after[1])] : [])],
      order: `${PROMISED_BY}, q.id`,
      limit: limit + 1,
    })
    return this.page(actor, rows, limit, ({ answerBy, askedAt, id }) => cursorOf(answerBy ?? askedAt, id))
  }

  private tools(): ViewTools {
    return { cipher: this.cipher, now: this.clock.now() }
  }

  private async newest(actor: Actor, query: PageQuery, where: string, values: unknown[]): Promise<Page<RequestView>> {
    const { cursor, limit = PAGE_SIZE } = query
    const after = readCursor(cursor, 2)
    const rows = await selectRequests(this.db, actor, {
      where: `${where}${after ? ' AND (q.askedAt, q.id) < (?, ?)' : ''}`,
      values: [...values, ...(after ? [instantIn(after[0]), idIn(after[1])] : [])],
      order: NEWEST_FIRST,
      limit: limit + 1,
    })
    return this.page(actor, rows, limit, ({ askedAt, id }) => cursorOf(askedAt, id))
  }

  private page(
    actor: Actor,
    rows: RequestRow[],
    limit: number,
    cursor: (last: RequestRow) => string,
  ): Promise<Page<RequestView>> {
    return pageOfViews(rows, limit, cursor, (shown) => requestViews(this.db, this.tools(), actor, shown))
  }
}
