import { Injectable } from '@nestjs/common'
import type { Page, PageQuery } from '@quanke/shared/contracts/common'
import type { CorrectPolicy, MyPolicyView, PolicyView, RecordPolicy } from '@quanke/shared/contracts/policies'
import { refusalText, type Refusal } from '@quanke/shared/domain/refusal'
import { DataSource, type EntityManager } from 'typeorm'
import { clientDetail } from '../clients/client.queries'
import { lockOwnClient } from '../clients/lock-own-client'
import type { AgentActor, ClientActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { DataCipher, LookupHash } from '../core/crypto'
import { PAGE_SIZE, cursorOf, idIn, instantIn, pageOf, readCursor } from '../core/cursor'
import { businessDay } from '../core/days'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { lockReferral, moveReferral } from '../referrals/referral-moves'
import { stepsToWon } from '../referrals/referral.rules'
import { settleFirstPolicy } from './first-policy'
import type { Policy } from './policy.entity'
import {
  isNumberTaken,
  myPolicyView,
  ownPolicy,
  policiesOf,
  policyInBook,
  policyView,
  policyWithKey,
  type PolicyRow,
} from './policy.queries'
import { correctionOf, effectiveRefusal } from './policy.rules'

/**
 * What clients bought (保单), as their agents record it. A record is in force only with the consent "be served by an agent", so without that consent
 * there is nothing to record to, and nothing is shown.
 */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly cipher: DataCipher,
    private readonly lookup: LookupHash,
  ) {}

  /** What a client bought, for the agent and the leaders above; each look is logged (domain rules, section 9). */
  async list(actor: AgentActor, clientId: string, query: PageQuery): Promise<Page<PolicyView>> {
    const client = await clientDetail(this.db, actor, clientId)
    if (!client) throw new Refused('client_not_found')
    await audit(this.db.manager, actor, 'client.policies-viewed', { kind: 'client', id: clientId }, this.clock.now())
    return this.page(clientId, query, true, (row) => policyView(this.cipher, actor, row))
  }

  /** One policy of a client in the reader's book. */
  async one(actor: AgentActor, id: string): Promise<PolicyView> {
    const row = await policyInBook(this.db, actor, id)
    if (!row) throw new Refused('policy_not_found')
    const subject = { kind: 'client', id: row.recordId }
    await audit(this.db.manager, actor, 'client.policies-viewed', subject, this.clock.now(), { policyId: id })
    return policyView(this.cipher, actor, row)
  }

  mine(actor: ClientActor, query: PageQuery): Promise<Page<MyPolicyView>> {
    return this.page(actor.recordId, query, false, (row) => myPolicyView(this.cipher, row))
  }

  /** Records a policy of an own client; the first one is the outcome "first policy". The same key again is the same policy. */
  async record(actor: AgentActor, clientId: string, body: RecordPolicy): Promise<PolicyView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      await lockOwnClient(tx, actor, clientId)
      const made = await policyWithKey(tx, body.key)
      if (made) {
        if (!this.isSame(made, actor, clientId, body)) throw new Refused('key_reused')
        return this.view(tx, actor, made.id)
      }
      refuse('effectiveOn', effectiveRefusal(body.effectiveOn, businessDay(at)))
      const numberHash = this.lookup.policyNumber(body.number)
      if (await isNumberTaken(tx, numberHash)) refuse('number', 'policy_number_taken')
      if (body.wonReferralId !== undefined) await this.win(tx, actor, clientId, body.wonReferralId, at)
      const id = await insertPolicy(tx, actor, clientId, body, {
        numberEnc: this.cipher.encrypt(body.number),
        numberHash,
        at,
      })
      await settleFirstPolicy(tx, clientId, at)
      await audit(tx, actor, 'policy.recorded', { kind: 'policy', id }, at, {
        recordId: clientId,
        referralId: body.wonReferralId ?? null,
      })
      return this.view(tx, actor, id)
    })
  }

  /** Puts right what was entered wrong; what it said before is kept. The same again changes nothing. */
  async correct(actor: AgentActor, id: string, body: CorrectPolicy): Promise<PolicyView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const policy = await this.lockOwn(tx, actor, id)
      if (policy.takenBackAt !== null) throw new Refused('policy_taken_back')
      const now = { ...myPolicyView(this.cipher, policy), number: this.cipher.decrypt(policy.numberEnc) }
      const before = correctionOf(now, body)
      if (before === null) return this.view(tx, actor, id)
      if (before.effectiveOn !== undefined) refuse('effectiveOn', effectiveRefusal(body.effectiveOn, businessDay(at)))
      if (before.number !== undefined) await this.changeNumber(tx, id, body.number!)
      await tx.query(
        `UPDATE policies SET productName = ?, kind = ?, premiumFen = ?, rhythm = ?, effectiveOn = ?, isParticipating = ? WHERE id = ?`,
        [body.productName, body.kind, body.premiumFen, body.rhythm, body.effectiveOn, body.isParticipating, id],
      )
      await tx.query('INSERT INTO policy_corrections (policyId, agentId, previous, at) VALUES (?, ?, ?, ?)', [
        id,
        actor.agentId,
        JSON.stringify(before),
        at,
      ])
      await audit(tx, actor, 'policy.corrected', { kind: 'policy', id }, at, { fields: Object.keys(before).join(' ') })
      return this.view(tx, actor, id)
    })
  }

  /** Takes a policy back that was entered by mistake: it is kept, and counts for nothing. Twice is once. */
  async takeBack(actor: AgentActor, id: string, reason: string): Promise<PolicyView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const policy = await this.lockOwn(tx, actor, id)
      if (policy.takenBackAt !== null) return this.view(tx, actor, id)
      await tx.query('UPDATE policies SET takenBackAt = ?, takenBackReason = ?, numberHash = NULL WHERE id = ?', [
        at,
        reason,
        id,
      ])
      await settleFirstPolicy(tx, policy.recordId, at)
      await audit(tx, actor, 'policy.taken-back', { kind: 'policy', id }, at, { recordId: policy.recordId })
      return this.view(tx, actor, id)
    })
  }

  private async page<T>(
    recordId: string,
    { cursor, limit = PAGE_SIZE }: PageQuery,
    withTakenBack: boolean,
    view: (row: PolicyRow) => T,
  ): Promise<Page<T>> {
    const start = readCursor(cursor, 2)
    const before = start && { at: instantIn(start[0]), id: idIn(start[1]) }
    const rows = await policiesOf(this.db, recordId, { before, limit, withTakenBack })
    return pageOf(rows, limit, ({ recordedAt, id }) => cursorOf(recordedAt, id), view)
  }

  /** The record may have become another's by a merge between the look and the lock, so it is looked at again under it. */
  private async lockOwn(tx: EntityManager, actor: AgentActor, id: string): Promise<PolicyRow> {
    const seen = await ownPolicy(tx, actor, id)
    if (!seen) throw new Refused('policy_not_found')
    await lockOwnClient(tx, actor, seen.recordId)
    await tx.query('SELECT id FROM policies WHERE id = ? FOR UPDATE', [id])
    const policy = await ownPolicy(tx, actor, id)
    if (policy?.recordId !== seen.recordId) throw new Refused('policy_not_found')
    return policy
  }

  /** The agent says that the referral by which the client came is won: it goes there by the steps that its states allow. */
  private async win(tx: EntityManager, actor: AgentActor, clientId: string, referralId: string, at: Date) {
    const referral = await lockReferral(tx, referralId)
    if (referral?.agentId !== actor.agentId || referral.friendRecordId !== clientId)
      throw new Refused('referral_not_found')
    const steps = stepsToWon(referral.status)
    if (steps === null) throw new Refused('referral_state_wrong')
    for (const to of steps)
      await moveReferral(tx, { referralId, to, mover: 'agent', actorAccountId: actor.accountId, at })
  }

  private async changeNumber(tx: EntityManager, id: string, number: string): Promise<void> {
    const numberHash = this.lookup.policyNumber(number)
    if (await isNumberTaken(tx, numberHash, id)) refuse('number', 'policy_number_taken')
    await tx.query('UPDATE policies SET numberEnc = ?, numberHash = ? WHERE id = ?', [
      this.cipher.encrypt(number),
      numberHash,
      id,
    ])
  }

  private isSame(made: Policy, { agentId }: AgentActor, clientId: string, { number }: RecordPolicy): boolean {
    return made.agentId === agentId && made.recordId === clientId && this.cipher.decrypt(made.numberEnc) === number
  }

  private async view(tx: EntityManager, actor: AgentActor, id: string): Promise<PolicyView> {
    const row = await ownPolicy(tx, actor, id)
    if (!row) throw new Refused('policy_not_found')
    return policyView(this.cipher, actor, row)
  }
}

/** Refuses at the field that is wrong, if there is a reason to. */
function refuse(field: string, refusal: Refusal | null): void {
  if (refusal) throw new Refused(refusal, [{ field, message: refusalText(refusal) }])
}

async function insertPolicy(
  tx: EntityManager,
  { agentId }: AgentActor,
  recordId: string,
  { key, productName, kind, premiumFen, rhythm, effectiveOn, isParticipating }: RecordPolicy,
  { numberEnc, numberHash, at }: { numberEnc: Buffer; numberHash: Buffer; at: Date },
): Promise<string> {
  const { insertId } = await tx.query<{ insertId: string }>(
    `INSERT INTO policies (creationKey, recordId, agentId, productName, kind, numberEnc, numberHash, premiumFen, rhythm, effectiveOn,
                           isParticipating, recordedAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      key, recordId, agentId, productName, kind, numberEnc, numberHash, premiumFen, rhythm, effectiveOn, isParticipating, at,
    ],
  ) // prettier-ignore
  return String(insertId)
}
