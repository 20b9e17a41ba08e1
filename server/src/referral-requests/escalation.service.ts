import { Inject, Injectable } from '@nestjs/common'
import { Interval } from '@nestjs/schedule'
import type { HandOver, RequestView } from '@quanke/shared/contracts/referral-requests'
import {
  LIVE_INTRODUCTIONS,
  type IntroductionKind,
  type IntroductionStatus,
} from '@quanke/shared/domain/referral-request'
import type { Refusal } from '@quanke/shared/domain/refusal'
import { DataSource, type EntityManager } from 'typeorm'
import type { LeaderActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { DataCipher } from '../core/crypto'
import { LOG, type Log } from '../core/log.token'
import { addToOutbox } from '../core/outbox'
import { Refused } from '../core/refused'
import { inBatches, SWEEP } from '../core/sweep'
import { transact } from '../core/transact'
import { leadersInService } from '../organization/leaders.rules'
import { agentWithin, leadersAbove } from '../organization/organization.queries'
import { handOverRefusal } from './ask.rules'
import { lockRequest, viewAfter } from './lock-request'
import { moveIntroduction } from './move-introduction'
import { readerOf } from './reader.rules'

const EVERY_MS = 5 * 60_000
const BATCH = 100
const WAITING = "q.status = 'open' AND q.firstAnsweredAt IS NULL"
/** Refusals that choosing another agent would mend. */
const ABOUT_THE_AGENT: readonly Refusal[] = [
  'agent_not_found',
  'agent_departed',
  'hand_over_to_owner',
  'hand_over_to_self',
]
const fieldOf = (refusal: Refusal) => ({ field: 'agentId', message: new Refused(refusal).message })

/** Sees to it that nobody asks in vain: reminders, the leader, and an end to introductions that nobody settles. */
@Injectable()
export class EscalationService {
  constructor(
    private readonly db: DataSource,
    private readonly cipher: DataCipher,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Interval(EVERY_MS)
  async sweep(): Promise<void> {
    const counts = await this.sweepDue()
    if (Object.values(counts).some((count) => count > 0)) this.log.info(counts, 'requests swept')
  }

  /** Does everything that is due; answers how much. Several servers may do it at once, and each thing is done once. */
  async sweepDue(): Promise<{ reminded: number; escalated: number; expired: number }> {
    return {
      reminded: await this.all((at) => this.remindSome(at)),
      escalated: await this.all((at) => this.escalateSome(at)),
      expired: await this.all((at) => this.expireSome(at)),
    }
  }

  /** The leader asks another agent of the teams to answer; the same agent again is the same as once. */
  async handOver(actor: LeaderActor, id: string, { agentId }: HandOver): Promise<RequestView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const request = await lockRequest(tx, actor, id)
      const reader = request && readerOf({ ...request, isMember: false }, actor)
      if (!request || reader !== 'leader') throw new Refused('request_not_found')
      const tools = { cipher: this.cipher, now: at }
      if (request.helperAgentId === agentId) return viewAfter(tx, tools, actor, id)
      const agent = await agentWithin(tx, agentId, actor.leadsPath)
      const asked = agent && {
        isActive: agent.isActive,
        isLeader: agentId === actor.agentId,
        isOwner: agentId === request.ownerAgentId,
      }
      const refusal = handOverRefusal({
        status: request.status,
        isEscalated: request.escalatedAt !== null,
        agent: asked,
      })
      if (refusal) throw new Refused(refusal, ABOUT_THE_AGENT.includes(refusal) ? [fieldOf(refusal)] : [])
      await tx.query('UPDATE referral_requests SET helperAgentId = ? WHERE id = ?', [agentId, id])
      await addToOutbox(tx, 'message.request-handed-over', `${id}:${agentId}`, { requestId: id, agentId }, at)
      await audit(tx, actor, 'request.handed-over', { kind: 'request', id }, at, { agentId })
      return viewAfter(tx, tools, actor, id)
    })
  }

  private all(some: (at: Date) => Promise<number>): Promise<number> {
    return inBatches(BATCH, () => some(this.clock.now()))
  }

  private remindSome(at: Date): Promise<number> {
    return transact(this.db, async (tx) => {
      const due = await tx.query<{ id: string; remindAt: Date }[]>(
        `SELECT q.id, q.remindAt FROM referral_requests q WHERE ${WAITING} AND q.remindedAt IS NULL AND q.remindAt <= ?
          ORDER BY q.id LIMIT ${BATCH} FOR UPDATE`,
        [at],
      )
      for (const { id, remindAt } of due) {
        await tx.query('UPDATE referral_requests SET remindedAt = ? WHERE id = ?', [at, id])
        // Each time is reminded of once: an edit may have set another.
        await addToOutbox(tx, 'message.request-reminder', `${id}:${remindAt.getTime()}`, { requestId: id }, at)
        await audit(tx, SWEEP, 'request.reminded', { kind: 'request', id }, at)
      }
      return due.length
    })
  }

  private escalateSome(at: Date): Promise<number> {
    return transact(this.db, async (tx) => {
      const due = await tx.query<{ id: string; recordId: string }[]>(
        `SELECT q.id, q.recordId FROM referral_requests q WHERE ${WAITING} AND q.escalatedAt IS NULL AND q.answerBy <= ?
          ORDER BY q.id LIMIT ${BATCH} FOR UPDATE`,
        [at],
      )
      for (const request of due) await escalate(tx, request, at)
      return due.length
    })
  }

  private expireSome(at: Date): Promise<number> {
    return transact(this.db, async (tx) => {
      const due = await tx.query<{ id: string; requestId: string }[]>(
        'SELECT id, requestId FROM introductions WHERE status IN (?) AND expiresAt <= ? ORDER BY requestId, id LIMIT ?',
        [LIVE_INTRODUCTIONS, at, BATCH],
      )
      for (const one of due) await expire(tx, one, at)
      return due.length
    })
  }
}

async function escalate(
  tx: EntityManager,
  { id, recordId }: { id: string; recordId: string },
  at: Date,
): Promise<void> {
  const [record] = await tx.query<{ ownerAgentId: string | null }[]>(
    'SELECT ownerAgentId FROM client_records WHERE id = ?',
    [recordId],
  )
  const owner = record?.ownerAgentId ?? null
  const [leader = null] = owner === null ? [] : leadersInService(await leadersAbove(tx, owner), owner)
  await tx.query('UPDATE referral_requests SET escalatedAt = ?, escalatedToAgentId = ? WHERE id = ?', [at, leader, id])
  if (leader !== null) await addToOutbox(tx, 'message.request-escalated', id, { requestId: id }, at)
  await audit(tx, SWEEP, 'request.escalated', { kind: 'request', id }, at, { agentId: leader })
}

/** Read again under the lock of its request: meanwhile somebody may have settled it. */
async function expire(
  tx: EntityManager,
  { id, requestId }: { id: string; requestId: string },
  at: Date,
): Promise<void> {
  await tx.query('SELECT id FROM referral_requests WHERE id = ? FOR UPDATE', [requestId])
  const [now] = await tx.query<{ status: IntroductionStatus; kind: IntroductionKind }[]>(
    'SELECT status, kind FROM introductions WHERE id = ?',
    [id],
  )
  if (!now || !LIVE_INTRODUCTIONS.includes(now.status)) return
  await moveIntroduction(tx, { id, requestId, kind: now.kind, from: now.status, to: 'expired', at })
  await audit(tx, SWEEP, 'introduction.expired', { kind: 'introduction', id }, at, { requestId })
}
