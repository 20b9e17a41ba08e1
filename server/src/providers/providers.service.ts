import { Injectable } from '@nestjs/common'
import type { Page } from '@quanke/shared/contracts/common'
import type {
  EndProvider,
  ProposeProvider,
  ProvidersQuery,
  ProviderView,
  RenewProvider,
  VouchForProvider,
} from '@quanke/shared/contracts/providers'
import type { Refusal } from '@quanke/shared/domain/refusal'
import { DataSource, type EntityManager } from 'typeorm'
import type { Actor, AgentActor, StaffActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { DataCipher } from '../core/crypto'
import { businessDay } from '../core/days'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { eraseProvider } from './erase-provider'
import { providerPage, providerRow, vouchesOf } from './provider.queries'
import {
  decideRefusal,
  eraseRefusal,
  maySee,
  pendingOf,
  renewRefusal,
  untilRefusal,
  vouchRefusal,
  withdrawRefusal,
} from './provider.rules'
import { providerView, readerOf, type ProviderRow } from './provider.view'

/** The directory of vetted providers: agents propose, vouch and renew, compliance decides. */
@Injectable()
export class ProvidersService {
  constructor(
    private readonly db: DataSource,
    private readonly cipher: DataCipher,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, query: ProvidersQuery): Promise<Page<ProviderView>> {
    return providerPage(this.db, query, { reader: readerOf(actor), cipher: this.cipher, now: this.clock.now() })
  }

  one(actor: Actor, id: string): Promise<ProviderView> {
    return this.view(this.db.manager, actor, id)
  }

  /** Proposes a provider and vouches for it. The same key again is the same proposal. */
  async propose(actor: AgentActor, body: ProposeProvider): Promise<ProviderView> {
    const at = this.clock.now()
    refuse(untilRefusal(body.validUntil, businessDay(at)), 'validUntil')
    return transact(this.db, async (tx) => {
      const [made] = await tx.query<{ id: string; vouchedByAgentId: string; name: string }[]>(
        'SELECT id, vouchedByAgentId, name FROM providers WHERE creationKey = ?',
        [body.key],
      )
      if (made && (made.vouchedByAgentId !== actor.agentId || made.name !== body.name)) throw new Refused('key_reused')
      if (made) return this.view(tx, actor, made.id)
      const { key, kind, name, place, hours, licence, contact, validUntil, words } = body
      const { insertId } = await tx.query<{ insertId: string }>(
        `INSERT INTO providers (creationKey, kind, name, place, hours, licence, contactEnc, vouchedByAgentId, validUntil, status, proposedAt)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'proposed', ?)`,
        [key, kind, name, place, hours, licence, this.cipher.encrypt(contact), actor.agentId, validUntil, at],
      )
      const id = String(insertId)
      await addVouch(tx, id, actor.agentId, words, at)
      await audit(tx, actor, 'provider.proposed', { kind: 'provider', id }, at, { category: kind })
      return this.view(tx, actor, id)
    })
  }

  /** Another agent's word for a provider; the first one stays. */
  async vouch(actor: AgentActor, id: string, { words }: VouchForProvider): Promise<ProviderView> {
    const at = this.clock.now()
    return this.change(actor, id, async (tx, provider) => {
      const vouches = await vouchesOf(tx, [provider])
      if (vouches.some(({ agentId }) => agentId === actor.agentId)) return
      refuse(vouchRefusal(provider))
      await addVouch(tx, id, actor.agentId, words, at)
      await audit(tx, actor, 'provider.vouched', { kind: 'provider', id }, at)
    })
  }

  /** Asks for another term, after having looked again; compliance decides. */
  async renew(actor: AgentActor, id: string, { validUntil }: RenewProvider): Promise<ProviderView> {
    const at = this.clock.now()
    return this.change(actor, id, async (tx, provider) => {
      if (provider.renewUntil === validUntil || provider.validUntil === validUntil) return
      const hasVouched = (await vouchesOf(tx, [provider])).some(({ agentId }) => agentId === actor.agentId)
      refuse(renewRefusal(provider, hasVouched || provider.vouchedByAgentId === actor.agentId))
      refuse(untilRefusal(validUntil, businessDay(at)), 'validUntil')
      await tx.query('UPDATE providers SET renewUntil = ?, renewByAgentId = ? WHERE id = ?', [
        validUntil,
        actor.agentId,
        id,
      ])
      await audit(tx, actor, 'provider.renewal-asked', { kind: 'provider', id }, at, { validUntil })
    })
  }

  /** Compliance's yes to what waits: the proposal, or another term. Again is the same as once. */
  async approve(actor: StaffActor, id: string): Promise<ProviderView> {
    const at = this.clock.now()
    return this.change(actor, id, async (tx, provider) => {
      if (provider.status === 'listed' && pendingOf(provider) === null) return
      refuse(decideRefusal(provider, readerOf(actor)))
      await tx.query(
        `UPDATE providers SET status = 'listed', validUntil = COALESCE(renewUntil, validUntil), renewUntil = NULL, renewByAgentId = NULL,
                decidedByStaffId = ?, decidedAt = ? WHERE id = ?`,
        [actor.staffId, at, id],
      )
      await audit(tx, actor, `provider.${pendingOf(provider)}-approved`, { kind: 'provider', id }, at)
    })
  }

  /** Compliance's no, with its reason. A refused renewal leaves the provider listed until its day. */
  async refuse(actor: StaffActor, id: string, { reason }: EndProvider): Promise<ProviderView> {
    const at = this.clock.now()
    return this.change(actor, id, async (tx, provider) => {
      if (pendingOf(provider) === null && provider.reason === reason) return
      refuse(decideRefusal(provider, readerOf(actor)))
      const isProposal = pendingOf(provider) === 'proposal'
      await tx.query(
        `UPDATE providers SET status = ?, renewUntil = NULL, renewByAgentId = NULL, reason = ?, endedAt = ?, decidedByStaffId = ?,
                decidedAt = ? WHERE id = ?`,
        [isProposal ? 'refused' : 'listed', reason, isProposal ? at : null, actor.staffId, at, id],
      )
      await audit(tx, actor, `provider.${pendingOf(provider)}-refused`, { kind: 'provider', id }, at)
    })
  }

  /** Takes a provider out of the directory at once. Again is the same as once. */
  async withdraw(actor: Actor, id: string, { reason }: EndProvider): Promise<ProviderView> {
    const at = this.clock.now()
    return this.change(actor, id, async (tx, provider) => {
      if (provider.status === 'withdrawn') return
      refuse(withdrawRefusal(provider, readerOf(actor)))
      await tx.query(
        "UPDATE providers SET status = 'withdrawn', renewUntil = NULL, renewByAgentId = NULL, reason = ?, endedAt = ? WHERE id = ?",
        [reason, at, id],
      )
      await audit(tx, actor, 'provider.withdrawn', { kind: 'provider', id }, at)
    })
  }

  /**
   * Erases a provider who asks for it: name, contact and words go here and from every introduction, and what is left is a count. Again is the same as
   * once.
   */
  async erase(actor: Actor, id: string): Promise<ProviderView> {
    const at = this.clock.now()
    return this.change(actor, id, async (tx, provider) => {
      if (provider.erasedAt !== null) return
      refuse(eraseRefusal(provider, readerOf(actor)))
      await eraseProvider(tx, id, this.cipher, at)
      await audit(tx, actor, 'provider.erased', { kind: 'provider', id }, at)
    })
  }

  /** Locks the provider, changes it, and answers how it stands. */
  private change(
    actor: Actor,
    id: string,
    act: (tx: EntityManager, provider: ProviderRow) => Promise<void>,
  ): Promise<ProviderView> {
    return transact(this.db, async (tx) => {
      await tx.query('SELECT id FROM providers WHERE id = ? FOR UPDATE', [id])
      const provider = await providerRow(tx, id)
      if (!provider || !maySee(provider, readerOf(actor))) throw new Refused('provider_not_found')
      await act(tx, provider)
      return this.view(tx, actor, id)
    })
  }

  private async view(tx: EntityManager, actor: Actor, id: string): Promise<ProviderView> {
    const reader = readerOf(actor)
    const provider = await providerRow(tx, id)
    if (!provider || !maySee(provider, reader)) throw new Refused('provider_not_found')
    return providerView(provider, await vouchesOf(tx, [provider]), reader, this.cipher, businessDay(this.clock.now()))
  }
}

function refuse(refusal: Refusal | null, field?: string): void {
  if (refusal === null) return
  const bare = new Refused(refusal)
  throw field === undefined ? bare : new Refused(refusal, [{ field, message: bare.message }])
}

async function addVouch(
  tx: EntityManager,
  providerId: string,
  agentId: string,
  words: string,
  at: Date,
): Promise<void> {
  await tx.query('INSERT INTO provider_vouches (providerId, agentId, words, at) VALUES (?, ?, ?, ?)', [
    providerId,
    agentId,
    words,
    at,
  ])
}
