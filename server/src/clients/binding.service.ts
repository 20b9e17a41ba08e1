import { Injectable } from '@nestjs/common'
import { PROTECTION_DAYS, type BindingRule, type ProvenanceKind } from '@quanke/shared/domain/client'
import type { EntityManager } from 'typeorm'
import { audit } from '../core/audit'
import type { Actor } from '../core/actor'
import { daysBefore } from '../core/days'
import { fromJson } from '../core/json'
import { tieEarlierEngagements } from '../engagement/totals'
import type { OrganizationSettings } from '../organization/organization.entity'
import { bindingDecision, type BindingDecision, type BindingFacts } from './binding.rules'

export interface AccountToBind {
  id: string
  recordId: string | null
  phoneEnc: Buffer | null
  phoneHash: Buffer | null
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
    if (account.phoneHash !== null) await oneAtATime(tx)
    const decision = bindingDecision(await bindingFacts(tx, account, request.referral, at))
    const recordId =
      'recordId' in decision
        ? await this.revive(tx, decision.recordId, request)
        : await this.make(tx, decision, request)
    await tx.query('UPDATE wechat_accounts SET recordId = ? WHERE id = ?', [recordId, account.id])
    const [record] = await tx.query<{ ownerAgentId: string | null }[]>(
      'SELECT ownerAgentId FROM client_records WHERE id = ? FOR UPDATE',
      [recordId],
    )
    await tieEarlierEngagements(tx, account.id, recordId, record?.ownerAgentId ?? null)
    await audit(tx, actor, 'client.bound', { kind: 'client', id: recordId }, at, { rule: decision.rule })
    return { recordId, boundBy: decision.rule }
  }

  /** A record that is there keeps its owner and its provenance; one that was withdrawn is in force again. */
  private async revive(tx: EntityManager, recordId: string, { account, displayName }: BindingRequest): Promise<string> {
    await tx.query(
      `UPDATE client_records SET status = 'active', displayName = COALESCE(?, displayName),
              phoneEnc = COALESCE(phoneEnc, ?), phoneHash = COALESCE(phoneHash, ?) WHERE id = ?`,
      [displayName, account.phoneEnc, account.phoneHash, recordId],
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
      `INSERT INTO client_records (ownerAgentId, displayName, phoneEnc, phoneHash, status, bindingRule, provenanceKind, provenanceShareId,
                                   provenanceReferralId, becameClientAt)
       VALUES (?, ?, ?, ?, 'active', ?, ?, ?, ?, ?)`,
      [
        owner, displayName ?? account.alias, account.phoneEnc, account.phoneHash, decision.rule, PROVENANCE_OF[decision.rule] ?? 'walk_in', shareId,
        decision.rule === 'referral' ? (referral?.id ?? null) : null, at,
      ], // prettier-ignore
    )
    await tx.query(
      'INSERT INTO ownership_changes (recordId, fromAgentId, toAgentId, rule, reason, actorAccountId, at) VALUES (?, NULL, ?, ?, ?, ?, ?)',
      [insertId, owner, decision.rule, 'consent', account.id, at],
    )
    return String(insertId)
  }
}

/** Two accounts with one number may say yes at the same time: only who comes second sees the record that the first one made. */
async function oneAtATime(tx: EntityManager): Promise<void> {
  await tx.query('SELECT id FROM organizations FOR UPDATE')
}

const PROVENANCE_OF: Partial<Record<BindingRule, ProvenanceKind>> = { referral: 'referral', first_touch: 'share' }

/** What the binding rules look at, as it stands for this account now. */
export async function bindingFacts(
  db: Pick<EntityManager, 'query'>,
  account: Pick<AccountToBind, 'id' | 'recordId' | 'phoneHash'>,
  referral: { agentId: string } | null,
  now: Date,
): Promise<BindingFacts> {
  const protectionDays = await protectionDaysOf(db)
  const touches = await db.query<{ agentId: string; shareId: string; at: Date }[]>(
    `SELECT t.agentId, t.shareId, t.firstAt at FROM touches t JOIN agents g ON g.id = t.agentId AND g.status = 'active'
      WHERE t.accountId = ? AND t.firstAt >= ? ORDER BY t.firstAt, t.id LIMIT 1`,
    [account.id, daysBefore(now, protectionDays)],
  )
  const records =
    account.phoneHash === null
      ? []
      : await db.query<{ id: string }[]>(
          "SELECT id FROM client_records WHERE phoneHash = ? AND status <> 'merged' LIMIT 2",
          [account.phoneHash],
        )
  return {
    boundRecordId: account.recordId,
    phoneRecordIds: records.map(({ id }) => id),
    referral,
    touches,
    now,
    protectionDays,
  }
}

async function protectionDaysOf(db: Pick<EntityManager, 'query'>): Promise<number> {
  const [organization] = await db.query<{ settings: unknown }[]>('SELECT settings FROM organizations LIMIT 1')
  return fromJson<OrganizationSettings>(organization?.settings ?? {}).protectionDays ?? PROTECTION_DAYS
}
