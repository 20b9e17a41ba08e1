import { Injectable } from '@nestjs/common'
import type { Page, PageQuery } from '@quanke/shared/contracts/common'
import type {
  CaseReason,
  CaseReferencesView,
  GiveEvidence,
  OwnershipCaseView,
  StateCase,
} from '@quanke/shared/contracts/ownership-cases'
import type { Refusal } from '@quanke/shared/domain/refusal'
import { DataSource, type EntityManager } from 'typeorm'
import { takeMatch } from '../clients/take-match'
import type { Actor, AgentActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { LookupHash } from '../core/crypto'
import { PAGE_SIZE, cursorOf, idIn, instantIn, pageOfViews, readCursor } from '../core/cursor'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { lockAccount } from '../identity/lock-account'
import { caseRow, ownCases, readerOfCase, waitingCases, type CaseRow } from './case.queries'
import { evidenceRefusal, stateRefusal, withdrawRefusal } from './case.rules'
import { caseViews } from './case.view'
import { caseWithKey, disputedRecord, disputeKey, evidenceWithKey, isDisputed, keepEvidence } from './case.writes'
import { lockCase } from './lock-case'
import { noteStep, openCase } from './open-case'
import { isPointable, referencesAbout } from './references.queries'

/** What the sides of ownership cases do, and what everybody reads of them. */
@Injectable()
export class OwnershipCasesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly lookup: LookupHash,
  ) {}

  /** An agent disputes whose the client with this number is. It counts as a question about the number, and never says whose. */
  async state(actor: AgentActor, { key, phone, words }: StateCase): Promise<OwnershipCaseView> {
    const at = this.clock.now()
    const hash = this.lookup.phone(phone)
    if (hash === null) throw new Refused('phone_invalid', [{ field: 'phone', message: '请填写正确的手机号' }])
    const stated = await transact(this.db, async (tx): Promise<OwnershipCaseView | Refusal> => {
      await lockAccount(tx, actor.accountId)
      const made = await caseWithKey(tx, key)
      if (made) return this.sameCase(tx, actor, made, words)
      if (await evidenceWithKey(tx, key)) throw new Refused('key_reused')
      await takeMatch(tx, actor, at)
      await audit(tx, actor, 'phone.matched', { kind: 'agent', id: actor.agentId }, at, { isDispute: true })
      return this.open(tx, actor, { key, words, record: await disputedRecord(tx, hash) }, at)
    })
    // Told only after the commit: a refusal answers the question too, so it counts.
    if (typeof stated === 'string') throw new Refused(stated)
    return stated
  }

  /** The cases in which this agent is a side, latest first. */
  async own(actor: AgentActor, query: PageQuery): Promise<Page<OwnershipCaseView>> {
    const { after, limit } = startOf(query)
    const rows = await ownCases(this.db, actor, { after, limit })
    return this.page(actor, rows, limit, ({ openedAt, id }) => cursorOf(openedAt, id))
  }

  /** The cases that wait for a decision in this person's sight, the nearest deadline first. */
  async queue(actor: Actor, query: PageQuery): Promise<Page<OwnershipCaseView>> {
    const { after, limit } = startOf(query)
    const rows = await waitingCases(this.db, actor, { after, limit })
    return this.page(actor, rows, limit, ({ deadlineAt, id }) => cursorOf(deadlineAt, id))
  }

  /** One case; a look at it is a look at each client whom it shows to this reader, and logged (domain rules, section 9). */
  async one(actor: Actor, id: string): Promise<OwnershipCaseView> {
    const row = await caseRow(this.db, actor, id)
    if (!row) throw new Refused('case_not_found')
    const view = await this.viewOf(this.db, actor, row)
    const shown = new Set(view.sides.flatMap(({ client }) => client?.id ?? []))
    for (const clientId of shown)
      await audit(this.db.manager, actor, 'client.case-viewed', { kind: 'client', id: clientId }, this.clock.now(), {
        caseId: id,
      })
    return view
  }

  /** What the agent may point to here: what is known of the own client. Of the other side's there is nothing, not even that it is. */
  async references(actor: AgentActor, id: string): Promise<CaseReferencesView> {
    const row = await caseRow(this.db, actor, id)
    if (!row) throw new Refused('case_not_found')
    const reader = readerOfCase(row, actor)
    const refusal = evidenceRefusal(row, reader)
    if (refusal) throw new Refused(refusal)
    const [recordId, ownerId] =
      reader === 'holder' ? [row.heldLivingId, row.heldOwnerId] : [row.otherLivingId, row.otherOwnerId]
    if (recordId === null || ownerId !== actor.agentId) return { items: [] }
    const subject = { kind: 'client', id: recordId }
    await audit(this.db.manager, actor, 'client.timeline-viewed', subject, this.clock.now(), { caseId: id })
    return { items: await referencesAbout(this.db, actor.agentId, recordId) }
  }

  /** Says something for the own side, with what it points to. The same key again is the same evidence. */
  async giveEvidence(actor: AgentActor, id: string, body: GiveEvidence): Promise<OwnershipCaseView> {
    const at = this.clock.now()
    const { key, words, pointsTo = [] } = body
    return transact(this.db, async (tx) => {
      const found = await lockCase(tx, actor, id)
      const made = await evidenceWithKey(tx, key)
      if (made) {
        const isSame = made.agentId === actor.agentId && made.caseId === id && made.words === words
        if (!isSame) throw new Refused('key_reused')
        return this.viewOf(tx, actor, found)
      }
      const reader = readerOfCase(found, actor)
      const refusal = evidenceRefusal(found, reader)
      if (refusal) throw new Refused(refusal)
      for (const pointer of pointsTo)
        if (!(await isPointable(tx, actor, pointer))) throw new Refused('case_reference_not_found')

      const side = reader === 'holder' ? 'holder' : 'claimant'
      await keepEvidence(tx, { key, caseId: id, agentId: actor.agentId, side, words, pointsTo, at })
      await noteStep(tx, { caseId: id, step: 'evidence', actorAccountId: actor.accountId, reason: null, at })
      await audit(tx, actor, 'case.evidence-given', { kind: 'ownership-case', id }, at, { side })
      return this.view(tx, actor, id)
    })
  }

  /** Takes a dispute back; twice is the same as once. */
  async withdraw(actor: AgentActor, id: string, { reason }: CaseReason): Promise<OwnershipCaseView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const found = await lockCase(tx, actor, id)
      const reader = readerOfCase(found, actor)
      if (found.status === 'withdrawn' && reader === 'claimant') return this.viewOf(tx, actor, found)
      const refusal = withdrawRefusal(found, reader)
      if (refusal) throw new Refused(refusal)
      await tx.query("UPDATE ownership_cases SET status = 'withdrawn', openKey = NULL, closedAt = ? WHERE id = ?", [
        at,
        id,
      ])
      await noteStep(tx, { caseId: id, step: 'withdrawn', actorAccountId: actor.accountId, reason, at })
      await audit(tx, actor, 'case.withdrawn', { kind: 'ownership-case', id }, at)
      return this.view(tx, actor, id)
    })
  }

  private async open(
    tx: EntityManager,
    actor: AgentActor,
    { key, words, record }: Pick<StateCase, 'key' | 'words'> & { record: Awaited<ReturnType<typeof disputedRecord>> },
    at: Date,
  ): Promise<OwnershipCaseView | Refusal> {
    const refusal = stateRefusal(record, actor.agentId)
    if (refusal) return refusal
    if (await isDisputed(tx, record!.id)) return 'case_exists'
    const { id, isNew } = await openCase(tx, {
      openKey: disputeKey(record!.id),
      origin: 'dispute',
      basis: 'dispute',
      heldRecordId: record!.id,
      otherRecordId: null,
      holderAgentId: record!.ownerAgentId!,
      claimantAgentId: actor.agentId,
      key,
      actorAccountId: actor.accountId,
      reason: null,
      actor,
      at,
    })
    if (!isNew) return 'case_exists'
    await keepEvidence(tx, { key, caseId: id, agentId: actor.agentId, side: 'claimant', words, pointsTo: [], at })
    return this.view(tx, actor, id)
  }

  private async sameCase(tx: EntityManager, actor: AgentActor, id: string, words: string): Promise<OwnershipCaseView> {
    const row = await caseRow(tx, actor, id)
    const first = row && (await evidenceWithKey(tx, row.creationKey ?? ''))
    if (row?.claimantAgentId !== actor.agentId || first?.words !== words) throw new Refused('key_reused')
    return this.viewOf(tx, actor, row)
  }

  private async view(tx: EntityManager, actor: Actor, id: string): Promise<OwnershipCaseView> {
    const row = await caseRow(tx, actor, id)
    if (!row) throw new Refused('case_not_found')
    return this.viewOf(tx, actor, row)
  }

  private async viewOf(db: DataSource | EntityManager, actor: Actor, row: CaseRow): Promise<OwnershipCaseView> {
    const [view] = await caseViews(db, actor, [row], this.clock.now())
    return view!
  }

  private page(
    actor: Actor,
    rows: CaseRow[],
    limit: number,
    cursor: (last: CaseRow) => string,
  ): Promise<Page<OwnershipCaseView>> {
    return pageOfViews(rows, limit, cursor, (shown) => caseViews(this.db, actor, shown, this.clock.now()))
  }
}

function startOf({ cursor, limit = PAGE_SIZE }: PageQuery) {
  const start = readCursor(cursor, 2)
  return { after: start && { at: instantIn(start[0]), id: idIn(start[1]) }, limit }
}
