import { Injectable } from '@nestjs/common'
import type { Page, PageQuery } from '@quanke/shared/contracts/common'
import type {
  AudienceQuery,
  AudienceView,
  OutreachPlanRow,
  OutreachPlanView,
  PlanOutreach,
} from '@quanke/shared/contracts/outreach'
import { OUTREACH } from '@quanke/shared/domain/outreach'
import { randomBytes } from 'node:crypto'
import { DataSource, type EntityManager } from 'typeorm'
import type { Reach } from '../clients/client-scope'
import type { AgentActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { PAGE_SIZE, cursorOf, idIn, pageOf, readCursor } from '../core/cursor'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { lockAccount } from '../identity/lock-account'
import { commitmentOf } from './assignment'
import { audienceSize, clientsToDraw, type Audience } from './audience.queries'
import { bookOf, drawClients } from './draw'
import {
  datesOf,
  drawRefusal,
  isCancellable,
  planFault,
  plannedEventRefusal,
  startRefusal,
  statusNow,
} from './plan.rules'
import { planLine, planLines, todoCounts, type PlanLine } from './plan.queries'
import { planRow, planView } from './plan.view'
import type { OutreachPlan } from './outreach-plan.entity'
import { audienceRefusal, plannedEvent } from './subject.queries'

const SEED_BYTES = 32

/** Planning what is done with many clients at once, and drawing who is kept untouched. */
@Injectable()
export class PlansService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** How many clients would be drawn from, before anything is planned. */
  async audience(actor: AgentActor, query: AudienceQuery): Promise<AudienceView> {
    const audience = { ...conditionsOf(query), outcome: null, book: this.reachOf(actor, query) }
    const refusal = await audienceRefusal(this.db, audience)
    if (refusal) throw new Refused(refusal)
    if (audience.eventId !== null && !(await plannedEvent(this.db, audience.book, audience.eventId))?.isApproved)
      throw new Refused('event_not_found')
    return { ...(await audienceSize(this.db, audience, this.clock.now())), most: OUTREACH.audienceMost }
  }

  /** Writes a draft, with the seed of every later draw. The same key again is the same plan. */
  async plan(actor: AgentActor, body: PlanOutreach): Promise<OutreachPlanView> {
    const at = this.clock.now()
    const fault = planFault(body)
    if (fault) throw new Refused('invalid_request', [fault])
    this.reachOf(actor, body)
    return transact(this.db, async (tx) => {
      await lockAccount(tx, actor.accountId)
      const [made] = await tx.query<OutreachPlan[]>('SELECT * FROM outreach_plans WHERE creationKey = ?', [body.key])
      if (made && (made.agentId !== actor.agentId || made.title !== body.title || made.kind !== body.kind))
        throw new Refused('key_reused')
      return this.view(tx, actor, made ? made.id : await this.insert(tx, actor, body, at))
    })
  }

  /** The plans in the reader's sight, latest first. */
  async list(actor: AgentActor, { cursor, limit = PAGE_SIZE }: PageQuery): Promise<Page<OutreachPlanRow>> {
    const now = this.clock.now()
    const start = readCursor(cursor, 1)
    const plans = await planLines(this.db, actor, start && idIn(start[0]), limit)
    const ids = plans.map(({ id }) => id)
    const todo = await todoCounts(this.db, ids, actor.agentId, now)
    return pageOf(
      plans,
      limit,
      ({ id }) => cursorOf(id),
      (plan) => planRow(plan, todo.get(plan.id), { agentId: actor.agentId, now }),
    )
  }

  one(actor: AgentActor, id: string): Promise<OutreachPlanView> {
    return this.view(this.db.manager, actor, id)
  }

  /** Draws the audience as it is now, once. Starting again shows what was drawn. */
  async start(actor: AgentActor, id: string): Promise<OutreachPlanView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const plan = await this.lockOwn(tx, actor, id)
      if (plan.status === 'running') return this.view(tx, actor, id)
      const audience: Audience = { ...plan, book: await bookOf(tx, plan) }
      const subjectRefusal =
        drawRefusal(audience.book.leadsPath, actor.leadsPath) ?? (await audienceRefusal(tx, audience))
      if (subjectRefusal) throw new Refused(subjectRefusal)
      await refuseEvent(tx, audience.book, plan, at)
      const clients = plan.status === 'draft' ? await clientsToDraw(tx, audience, id, at) : []
      const refusal = startRefusal(plan.status, clients.length)
      if (refusal) throw new Refused(refusal)

      const { drawsUntil, closesAt } = datesOf({ ...plan, drawsLater: Number(plan.drawsLater) === 1 }, at)
      await tx.query(
        "UPDATE outreach_plans SET status = 'running', startedAt = ?, drawsUntil = ?, closesAt = ? WHERE id = ?",
        [at, drawsUntil, closesAt, id],
      )
      const drawn = await drawClients(tx, plan, clients, at)
      const commitment = commitmentOf(plan.seed)
      await audit(tx, actor, 'outreach.started', { kind: 'outreach', id }, at, { ...drawn, commitment })
      return this.view(tx, actor, id)
    })
  }

  /** Ends a plan without a conclusion: nobody is approached by it any more and nobody is held out. */
  async cancel(actor: AgentActor, id: string): Promise<OutreachPlanView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const plan = await this.lockOwn(tx, actor, id)
      const status = statusNow(plan, at)
      if (status === 'cancelled') return this.view(tx, actor, id)
      if (!isCancellable(status)) throw new Refused('outreach_state_wrong')
      await tx.query("UPDATE outreach_plans SET status = 'cancelled' WHERE id = ?", [id])
      await audit(tx, actor, 'outreach.cancelled', { kind: 'outreach', id }, at, { from: status })
      return this.view(tx, actor, id)
    })
  }

  private async insert(tx: EntityManager, actor: AgentActor, plan: PlanOutreach, at: Date): Promise<string> {
    const { key, title, words = '', careWay, holdoutPercent, windowDays, drawsLater, outcome, outcomePurpose } = plan
    const audience = conditionsOf(plan)
    const refusal = await audienceRefusal(tx, audience)
    if (refusal) throw new Refused(refusal)
    await refuseEvent(tx, this.reachOf(actor, plan), { ...plan, eventId: audience.eventId }, at)
    const seed = randomBytes(SEED_BYTES)
    const { insertId } = await tx.query<{ insertId: string }>(
      `INSERT INTO outreach_plans (creationKey, agentId, teamId, kind, title, words, contentId, eventId, careWay, source, groupId, recency,
         holdoutPercent, windowDays, drawsLater, outcome, outcomePurpose, seed, status, createdAt)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'draft', ?)`,
      [
        key, actor.agentId, plan.reach === 'team' ? await this.teamOf(tx, actor) : null, audience.kind, title, words, audience.contentId,
        audience.eventId, plan.kind === 'care' ? careWay : null, audience.source, audience.groupId, audience.recency, holdoutPercent, windowDays, drawsLater,
        outcome, outcome === 'consented' ? outcomePurpose : null, seed, at,
      ], // prettier-ignore
    )
    const id = String(insertId)
    await audit(tx, actor, 'outreach.planned', { kind: 'outreach', id }, at, {
      kind: plan.kind,
      holdoutPercent,
      commitment: commitmentOf(seed),
    })
    return id
  }

  private async view(tx: EntityManager, actor: AgentActor, id: string): Promise<OutreachPlanView> {
    const now = this.clock.now()
    const plan = await planLine(tx, actor, id)
    if (!plan) throw new Refused('outreach_not_found')
    const todo = await todoCounts(tx, [id], actor.agentId, now)
    const wouldDraw = plan.status === 'draft' ? await this.wouldDraw(tx, actor, plan, now) : null
    return planView(plan, todo.get(id), { agentId: actor.agentId, wouldDraw, now })
  }

  /** Null for whoever may not draw. */
  private async wouldDraw(
    tx: EntityManager,
    { leadsPath }: AgentActor,
    plan: PlanLine,
    now: Date,
  ): Promise<number | null> {
    const book = await bookOf(tx, plan)
    if (drawRefusal(book.leadsPath, leadsPath) !== null) return null
    return (await audienceSize(tx, { ...plan, book }, now)).count
  }

  private async lockOwn(tx: EntityManager, actor: AgentActor, id: string): Promise<OutreachPlan> {
    const [plan] = await tx.query<OutreachPlan[]>(
      'SELECT * FROM outreach_plans WHERE id = ? AND agentId = ? FOR UPDATE',
      [id, actor.agentId],
    )
    if (!plan) throw new Refused('outreach_not_found')
    return plan
  }

  /** The book that is meant; that of a team is its leader's. */
  private reachOf({ agentId, leadsPath }: AgentActor, { reach }: Pick<AudienceQuery, 'reach'>) {
    if (reach === 'own') return { agentId, leadsPath: null }
    if (leadsPath === null) throw new Refused('not_allowed')
    return { agentId, leadsPath }
  }

  private async teamOf(tx: EntityManager, { leadsPath }: AgentActor): Promise<string> {
    const [team] = await tx.query<{ id: string }[]>('SELECT id FROM teams WHERE path = ?', [leadsPath])
    if (!team) throw new Refused('not_allowed')
    return team.id
  }
}

async function refuseEvent(
  tx: EntityManager,
  book: Reach,
  plan: Pick<OutreachPlan, 'eventId' | 'outcome' | 'windowDays'>,
  at: Date,
): Promise<void> {
  if (plan.eventId === null) return
  const refusal = plannedEventRefusal(await plannedEvent(tx, book, plan.eventId), plan, at)
  if (refusal) throw new Refused(refusal)
}

/** What of a request decides about the audience; an article belongs to plans of its kind only. */
function conditionsOf({
  kind,
  contentId,
  eventId,
  source,
  groupId,
  recency,
}: AudienceQuery): Omit<Audience, 'book' | 'outcome'> {
  return {
    kind,
    contentId: kind === 'content' ? (contentId ?? null) : null,
    eventId: eventId ?? null,
    source: source ?? null,
    groupId: groupId ?? null,
    recency: recency ?? null,
  }
}
