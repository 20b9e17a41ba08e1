import { Injectable } from '@nestjs/common'
import type { CaseReason, DecideCase, OwnershipCaseView } from '@quanke/shared/contracts/ownership-cases'
import { DataSource, type EntityManager } from 'typeorm'
import { livingRecords } from '../clients/living-record'
import type { Actor, AgentActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { applyOutcome } from './apply-outcome'
import { caseRow, readerOfCase, type CaseRow } from './case.queries'
import { appealRefusal, decideRefusal, isClosed, statusAfterDecision } from './case.rules'
import { caseViews } from './case.view'
import { nextDecider } from './decider.queries'
import { lockCase } from './lock-case'
import { deadlineAfter, noteStep } from './open-case'
import { settlePerson } from './settle-person'

/** Deciding ownership cases, and appeals against the decision (domain rules, section 3.6). */
@Injectable()
export class CaseDecisionsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The decision holds at once, also while it may be appealed. The same decision again changes nothing. */
  async decide(actor: Actor, id: string, { outcome, reason }: DecideCase): Promise<OwnershipCaseView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const found = await lockCase(tx, actor, id)
      if (isSameDecision(found, actor, { outcome, reason })) return this.view(tx, actor, id)
      const refusal = decideRefusal(found, readerOfCase(found, actor), outcome)
      if (refusal) throw new Refused(refusal)

      const status = statusAfterDecision(found.status, found.levelTeamId === null)
      const isOver = isClosed(status)
      await tx.query(
        `UPDATE ownership_cases SET status = ?, outcome = ?, decisionReason = ?, decidedAt = ?, decidedByAccountId = ?,
                openKey = IF(?, NULL, openKey), closedAt = ? WHERE id = ?`,
        [status, outcome, reason, at, actor.accountId, isOver, isOver ? at : null, id],
      )
      await applyOutcome(tx, { found, outcome, reason, actor, at })
      // The client may have another record of the agent who has this one from now on.
      const [livingId = found.heldRecordId] = await livingRecords(tx, [found.heldRecordId])
      await settlePerson(tx, actor, livingId, at)
      const step = found.status === 'appealed' ? 'appeal_decided' : 'decided'
      await noteStep(tx, { caseId: id, step, actorAccountId: actor.accountId, reason, at })
      await audit(tx, actor, 'case.decided', { kind: 'ownership-case', id }, at, { outcome, status })
      return this.view(tx, actor, id)
    })
  }

  /** Who lost asks the next leader up, once. Again changes nothing. */
  async appeal(actor: AgentActor, id: string, { reason }: CaseReason): Promise<OwnershipCaseView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const found = await lockCase(tx, actor, id)
      if (found.status === 'appealed' && found.appealedByAgentId === actor.agentId && found.appealReason === reason)
        return this.view(tx, actor, id)
      const refusal = appealRefusal(found, readerOfCase(found, actor), at)
      if (refusal) throw new Refused(refusal)

      const parties = [found.holderAgentId, found.claimantAgentId] as const
      const decider = await nextDecider(tx, found.levelTeamId ?? '0', parties)
      await tx.query(
        `UPDATE ownership_cases SET status = 'appealed', appealedByAgentId = ?, appealReason = ?, levelTeamId = ?, exception = ?,
                deadlineAt = ?, remindedAt = NULL WHERE id = ?`,
        [actor.agentId, reason, decider.teamId, decider.exception, await deadlineAfter(tx, at), id],
      )
      await noteStep(tx, { caseId: id, step: 'appealed', actorAccountId: actor.accountId, reason, at })
      await audit(tx, actor, 'case.appealed', { kind: 'ownership-case', id }, at)
      return this.view(tx, actor, id)
    })
  }

  private async view(tx: EntityManager, actor: Actor, id: string): Promise<OwnershipCaseView> {
    const row = await caseRow(tx, actor, id)
    const [view] = row ? await caseViews(tx, actor, [row], this.clock.now()) : []
    if (!view) throw new Refused('case_not_found')
    return view
  }
}

const isSameDecision = (
  { status, outcome, decisionReason, decidedByAccountId }: CaseRow,
  { accountId }: Actor,
  asked: DecideCase,
): boolean =>
  (status === 'decided' || status === 'final') &&
  decidedByAccountId === accountId &&
  outcome === asked.outcome &&
  decisionReason === asked.reason
