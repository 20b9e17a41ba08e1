import { Injectable } from '@nestjs/common'
import { BINDING_VERSION } from '@quanke/shared/domain/binding'
import { PROTECTION_DAYS, type BindingRule, type ProvenanceKind } from '@quanke/shared/domain/client'
import type { EntityManager } from 'typeorm'
import { audit } from '../core/audit'
import type { Actor } from '../core/actor'
import { daysBefore } from '../core/days'
import { tieEarlierEngagements } from '../engagement/totals'
import { organizationSettings } from '../organization/organization.queries'
import { keepOwnerChange } from './keep-owner-change'
import { recordsOfNumber } from './records-of-number'
import { bindingDecision, inputsOf, type BindingDecision, type BindingFacts } from './binding.rules'
import { noteBinding } from '../provenance/acts'

export interface AccountToBind {
  id: string
  recordId: string | null
  phoneEnc: Buffer | null
  phoneHash: Buffer | null
  unionid: string | null
  alias: string
}

export interface BindingRequest {
  account: AccountToBind
  displayName: string | null
  referral: { id: string; agentId: string } | null
  at: Date
}

/** Ties a person who consented to be served to the right client record (domain rules, section 3). */
@Injectable()
export class BindingService {
  /** Finds or makes the record, under the account's lock which the caller holds; earlier engagements then stand on its timeline. */
  async bind(
    tx: EntityManager,
    actor: Actor,
    request: BindingRequest,
  ): Promise<{ recordId: string; boundBy: BindingRule }> {
    const { account, at } = request
    if (account.phoneHash !== null || account.unionid !== null) await oneAtATime(tx)
    const facts = await bindingFacts(tx, account, request.referral, at)
    const decision = bindingDecision(facts)
    const recordId =
      'recordId' in decision
        ? await this.revive(tx, decision.recordId, request)
        : await this.make(tx, decision, request)
    await tx.query('UPDATE wechat_accounts SET recordId = ? WHERE id = ?', [recordId, account.id])
    const [record] = await tx.query<{ ownerAgentId: string | null }[]>(
      'SELECT ownerAgentId FROM client_records WHERE id = ? FOR UPDATE',
      [recordId],
    )
    await tieEarlierEngagements(tx, recordId, record?.ownerAgentId ?? null)
    await keepDecision(tx, recordId, account, facts, decision)
    await noteBinding(tx, { recordId, accountId: account.id, rule: decision.rule, at })
    await audit(tx, actor, 'client.bound', { kind: 'client', id: recordId }, at, { rule: decision.rule })
    return { recordId, boundBy: decision.rule }
  }

  /** A record that is there keeps its owner and its provenance; one that was withdrawn is in force again. */
  private async revive(tx: EntityManager, recordId: string, { account, displayName }: BindingRequest): Promise<string> {
    await tx.query(
      `UPDATE client_records SET status = 'active', namedByAccountId = IF(? IS NULL AND displayName <> '', namedByAccountId, ?),
              displayName = COALESCE(?, NULLIF(displayName, ''), ?),
              phoneEnc = COALESCE(phoneEnc, ?), phoneHash = COALESCE(phoneHash, ?) WHERE id = ?`,
      [displayName, account.id, displayName, account.alias, account.phoneEnc, account.phoneHash, recordId],
    )
    return recordId
  }

  private async make(
    tx: EntityManager,
    decision: BindingDecision,
    { account, displayName, referral, at }: BindingRequest,
  ): Promise<string> {
    const owner = 'ownerAgentId' in decision ? decision.ownerAgentId : null
    const shareId = 'shareId' in decision ? decision.shareId : null
    const { insertId } = await tx.query<{ insertId: string }>(
      `INSERT INTO client_records (ownerAgentId, displayName, namedByAccountId, phoneEnc, phoneHash, status, bindingRule, provenanceKind, provenanceShareId,
                                   provenanceReferralId, becameClientAt)
       VALUES (?, ?, ?, ?, ?, 'active', ?, ?, ?, ?, ?)`,
      [
        owner, displayName ?? account.alias, account.id, account.phoneEnc, account.phoneHash, decision.rule, PROVENANCE_OF[decision.rule] ?? 'walk_in', shareId,
        decision.rule === 'referral' ? (referral?.id ?? null) : null, at,
      ], // prettier-ignore
    )
    const recordId = String(insertId)
    await keepOwnerChange(tx, {
      recordId,
      fromAgentId: null,
      toAgentId: owner,
      rule: decision.rule,
      reason: 'consent',
      actorAccountId: account.id,
      at,
    })
    return recordId
  }
}

/** So that it can be told later, from the record, why it is whose. */
async function keepDecision(
  tx: EntityManager,
  recordId: string,
  { id, phoneHash }: AccountToBind,
  facts: BindingFacts,
  decision: BindingDecision,
): Promise<void> {
  await tx.query(
    'INSERT INTO binding_decisions (recordId, accountId, rule, tableVersion, inputs, decision, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [
      recordId, id, decision.rule, BINDING_VERSION, JSON.stringify(inputsOf(facts, phoneHash !== null)), JSON.stringify(decision), facts.now,
    ], // prettier-ignore
  )
}

/**
 * Two accounts of one person may say yes, or show their number, at the same time: only who comes second sees what the first one made. Whoever looks
 * for other records of a person comes by here.
 */
export async function oneAtATime(tx: EntityManager): Promise<void> {
  await tx.query('SELECT id FROM organizations FOR UPDATE')
}

const PROVENANCE_OF: Partial<Record<BindingRule, ProvenanceKind>> = { referral: 'referral', first_touch: 'share' }

/** What the binding rules look at, as it stands for this account now. */
export async function bindingFacts(
  db: Pick<EntityManager, 'query'>,
  account: Pick<AccountToBind, 'id' | 'recordId' | 'phoneHash' | 'unionid'>,
  referral: { id: string; agentId: string } | null,
  now: Date,
): Promise<BindingFacts> {
  const { protectionDays = PROTECTION_DAYS } = await organizationSettings(db)
  return {
    boundRecordId: account.recordId ?? (await recordOfUnionid(db, account.unionid)),
    phoneRecordIds: account.phoneHash === null ? [] : await recordsOfNumber(db, account.phoneHash),
    referral: referral && { id: referral.id, agentId: referral.agentId },
    touches: await decidingTouches(db, account.id, daysBefore(now, protectionDays)),
    now,
    protectionDays,
  }
}

/** The first touch within the window; without one the last before it, so that can be told that it came too late. */
async function decidingTouches(
  db: Pick<EntityManager, 'query'>,
  accountId: string,
  since: Date,
): Promise<{ agentId: string; shareId: string; at: Date }[]> {
  const nearest = (within: string, order: string) =>
    db.query<{ agentId: string; shareId: string; at: Date }[]>(
      `SELECT t.agentId, t.shareId, t.firstAt at FROM touches t JOIN agents g ON g.id = t.agentId AND g.status = 'active'
        WHERE t.accountId = ? AND t.firstAt ${within} ? ORDER BY t.firstAt ${order}, t.id ${order} LIMIT 1`,
      [accountId, since],
    )
  const protectedOnes = await nearest('>=', 'ASC')
  return protectedOnes.length > 0 ? protectedOnes : nearest('<', 'DESC')
}

/** The record to which another openid of the same person is bound: the unionid says that it is one person. */
async function recordOfUnionid(db: Pick<EntityManager, 'query'>, unionid: string | null): Promise<string | null> {
  if (unionid === null) return null
  const [bound] = await db.query<{ recordId: string }[]>(
    'SELECT recordId FROM wechat_accounts WHERE unionid = ? AND recordId IS NOT NULL ORDER BY id LIMIT 1',
    [unionid],
  )
  return bound?.recordId ?? null
}
