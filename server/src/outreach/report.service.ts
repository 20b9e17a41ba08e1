import { Injectable } from '@nestjs/common'
import type { Page } from '@quanke/shared/contracts/common'
import type { ArmView, MembersQuery, OutreachMemberRow, OutreachReportView } from '@quanke/shared/contracts/outreach'
import { dayOfYear } from '@quanke/shared/domain/day-words'
import type { Interval } from '@quanke/shared/domain/intervals'
import { DataSource } from 'typeorm'
import type { AgentActor } from '../core/actor'
import { Clock } from '../core/clock'
import { PAGE_SIZE, cursorOf, idIn, pageOf, readCursor } from '../core/cursor'
import { businessDay } from '../core/days'
import { Refused } from '../core/refused'
import { armCounts, droppedCount, memberLines, type ArmCounts, type MemberLine } from './outcome.queries'
import { finalAt, statusNow } from './plan.rules'
import { planLine, type PlanLine } from './plan.queries'
import { reportOf } from './report.rules'
import { drawnTwice } from './same-person.queries'

/** What came of a plan. It counts those who were drawn out of the reader's book, and names whom the reader serves now. */
@Injectable()
export class ReportService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  async report(actor: AgentActor, planId: string): Promise<OutreachReportView> {
    const now = this.clock.now()
    const plan = await this.find(actor, planId)
    const status = statusNow(plan, now)
    const once = await drawnTwice(this.db, planId)
    const { treated, held_out: heldOut } = await armCounts(this.db, plan, actor, once)
    const standsAt = plan.closesAt && finalAt(plan.closesAt)
    const { treatedRate, heldOutRate, ...report } = reportOf({
      treated,
      heldOut,
      holdoutPercent: plan.holdoutPercent,
      isFinal: status === 'finished',
      isCancelled: status === 'cancelled',
      finalOn: standsAt && dayOfYear(businessDay(standsAt)),
    })
    return {
      planId,
      status,
      treated: armView(treated, treatedRate),
      heldOut: armView(heldOut, heldOutRate),
      ...report,
      crossed: heldOut.crossed,
      countedOnce: await droppedCount(this.db, planId, actor, once),
      isFinal: status === 'finished',
      finalAt: standsAt?.toISOString() ?? null,
    }
  }

  /** The clients behind a figure. */
  async members(actor: AgentActor, planId: string, query: MembersQuery): Promise<Page<OutreachMemberRow>> {
    const { arm, cursor, limit = PAGE_SIZE } = query
    const plan = await this.find(actor, planId)
    const start = readCursor(cursor, 1)
    const page = { arm, show: query.show ?? ('all' as const), afterId: start ? idIn(start[0]) : '0', limit }
    return pageOf(await memberLines(this.db, plan, actor, page), limit, ({ id }) => cursorOf(id), memberRow)
  }

  private async find(actor: AgentActor, planId: string): Promise<PlanLine> {
    const plan = await planLine(this.db, actor, planId)
    if (!plan) throw new Refused('outreach_not_found')
    return plan
  }
}

const armView = ({ total, hits, acted, hiddenHits, hiddenMissed }: ArmCounts, rate: Interval | null): ArmView => ({
  total,
  hits,
  rate,
  acted,
  hidden: { hits: hiddenHits, missed: hiddenMissed },
})

function memberRow({ clientId, displayName, isHit, isHidden, ...line }: MemberLine): OutreachMemberRow {
  return {
    id: line.id,
    client: clientId === null ? null : { id: clientId, name: displayName ?? '' },
    arm: line.arm,
    drawnAt: line.drawnAt.toISOString(),
    observedUntil: line.observedUntil.toISOString(),
    doneAt: line.doneAt?.toISOString() ?? null,
    result: line.result,
    isHit: Number(isHidden) === 1 ? null : Number(isHit) === 1,
  }
}
