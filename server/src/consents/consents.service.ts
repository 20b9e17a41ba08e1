import { Injectable } from '@nestjs/common'
import type { ConsentOutcome, ConsentsView, DecideConsents } from '@quanke/shared/contracts/consents'
import type { BindingRule } from '@quanke/shared/domain/client'
import type { ConsentState, Purpose } from '@quanke/shared/domain/consent'
import { DataSource, type EntityManager } from 'typeorm'
import { livingRecords } from '../clients/living-record'
import { BindingService, bindingFacts, type AccountToBind } from '../clients/binding.service'
import { bindingDecision } from '../clients/binding.rules'
import type { Actor } from '../core/actor'
import { Clock } from '../core/clock'
import { DataCipher } from '../core/crypto'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { addTouch } from '../engagement/reached'
import { recordAct } from '../engagement/record-act'
import { keepOnePlace } from '../events/one-place'
import { meOf } from '../identity/me.queries'
import { agentCard } from '../organization/agent.queries'
import { settlePerson } from '../ownership-cases/settle-person'
import { cardAtHand, consentByCard, lockCardAtHand } from '../referrals/card-consent'
import { liveShareByCode } from '../shares/share.queries'
import { consentsOf, textsInForce } from './consent.queries'
import { consentViews } from './consent.view'
import { decideRefusal, nextState } from './decide.rules'
import { afterWithdrawal } from './withdrawal'
import { writeDecision } from './write-decision'

export interface Decisions {
  decisions: { purpose: Purpose; textVersion: string; given: boolean }[]
  isAdult?: boolean
  displayName?: string
  shareId?: string | null
  referral?: { id: string; agentId: string }
}

interface Account extends AccountToBind {
  isAdult: number
}

@Injectable()
export class ConsentsService {
  constructor(
    private readonly db: DataSource,
    private readonly binding: BindingService,
    private readonly cipher: DataCipher,
    private readonly clock: Clock,
  ) {}

  /** Every purpose with its text and how it stands, and who would serve this person. */
  async list(actor: Actor): Promise<ConsentsView> {
    const now = this.clock.now()
    const consents = await consentViews(this.db, actor.accountId, now)
    const account = await this.account(this.db, actor.accountId)
    const card = await cardAtHand(this.db, actor.accountId, now)
    const decision = bindingDecision(await bindingFacts(this.db, account, card, now))
    const agentId =
      'recordId' in decision
        ? await this.ownerOf(decision.recordId)
        : 'ownerAgentId' in decision
          ? decision.ownerAgentId
          : null
    return { consents, prospectiveAdviser: await agentCard(this.db, agentId) }
  }

  /** Takes a person's decisions; a yes to be served makes the visitor a client. The same decisions again change nothing. */
  async decide(actor: Actor, { shareCode, ...decisions }: DecideConsents): Promise<ConsentOutcome> {
    const now = this.clock.now()
    const { boundBy } = await transact(this.db, async (tx) => {
      const share = shareCode === undefined ? null : await liveShareByCode(tx, shareCode, actor.accountId)
      return this.decideIn(tx, actor, { ...decisions, shareId: share?.id ?? null }, now)
    })
    return this.outcome(actor, boundBy)
  }

  /** Takes a consent back, at once. */
  async withdraw(actor: Actor, purpose: Purpose): Promise<ConsentOutcome> {
    const now = this.clock.now()
    await transact(this.db, async (tx) => {
      await this.account(tx, actor.accountId, 'FOR UPDATE')
      const consent = (await consentsOf(tx, actor.accountId)).get(purpose)
      if (!consent) throw new Refused('consent_not_given')
      if (consent.state !== 'given') return
      const { textVersion } = consent
      const decision = { accountId: actor.accountId, purpose, state: 'withdrawn' as const, textVersion, shareId: null }
      await writeDecision(tx, actor, decision, now)
      await afterWithdrawal(tx, actor, [purpose], now)
    })
    return this.outcome(actor, null)
  }

  /** `decide` within somebody else's transaction. */
  async decideIn(
    tx: EntityManager,
    actor: Actor,
    { decisions, isAdult = false, displayName, shareId = null, referral }: Decisions,
    at: Date,
  ): Promise<{ recordId: string | null; boundBy: BindingRule | null }> {
    const account = await this.account(tx, actor.accountId, 'FOR UPDATE')
    const texts = await textsInForce(tx, at)
    const versions = new Map([...texts].map(([purpose, { version }]) => [purpose, version]))
    const refusal = decideRefusal({ decisions, versions, isAdult: isAdult || account.isAdult === 1 })
    if (refusal) throw new Refused(refusal)

    if (isAdult) await tx.query('UPDATE wechat_accounts SET isAdult = 1 WHERE id = ?', [account.id])
    const changes = await this.apply(tx, actor, decisions, shareId, at)
    const withdrawn = changes.filter(({ state }) => state === 'withdrawn').map(({ purpose }) => purpose)
    await afterWithdrawal(tx, actor, withdrawn, at)
    if (!changes.some(({ purpose, state }) => purpose === 'be_served' && state === 'given'))
      return { recordId: account.recordId, boundBy: null }

    // The phone may send its arrival later than this yes, and the binding looks at touches.
    await addTouch(tx, shareId, {
      accountId: account.id,
      kind: 'consented',
      percent: null,
      scene: null,
      occurredAt: at,
    })
    // Who came by a card and says yes on another page comes from that referral all the same (domain rules, section 3.4 c).
    const card = referral ? null : await lockCardAtHand(tx, account.id, at)
    const bound = await this.binding.bind(tx, actor, {
      account,
      displayName: displayName ?? null,
      referral: referral ?? card,
      at,
    })
    if (card && bound.boundBy === 'referral') await consentByCard(tx, actor, card, bound.recordId, at)
    await recordAct(tx, { accountId: account.id, kind: 'consented', subject: 'app', subjectId: null, shareId, at })
    // What was taken as a visitor may be there already by another account of this client.
    await keepOnePlace(tx, actor, bound.recordId, at)
    if (account.phoneHash === null && account.unionid === null) return bound
    // The yes may have shown that this person has another record.
    await settlePerson(tx, actor, bound.recordId, at)
    const [recordId = bound.recordId] = await livingRecords(tx, [bound.recordId])
    return { ...bound, recordId }
  }

  private async apply(
    tx: EntityManager,
    actor: Actor,
    decisions: Decisions['decisions'],
    shareId: string | null,
    at: Date,
  ) {
    const before = await consentsOf(tx, actor.accountId)
    const changes: { purpose: Purpose; state: ConsentState }[] = []
    for (const { purpose, textVersion, given } of decisions) {
      const state = nextState(before.get(purpose), given, textVersion)
      if (state === null) continue
      await writeDecision(tx, actor, { accountId: actor.accountId, purpose, state, textVersion, shareId }, at)
      changes.push({ purpose, state })
    }
    return changes
  }

  private async outcome(actor: Actor, boundBy: BindingRule | null): Promise<ConsentOutcome> {
    const consents = await consentViews(this.db, actor.accountId, this.clock.now())
    return { consents, me: await meOf(this.db, this.cipher, actor.accountId), boundBy }
  }

  private async account(db: DataSource | EntityManager, id: string, lock: '' | 'FOR UPDATE' = ''): Promise<Account> {
    const [account] = await db.query<Account[]>(
      `SELECT id, recordId, phoneEnc, phoneHash, unionid, alias, isAdult FROM wechat_accounts WHERE id = ? ${lock}`,
      [id],
    )
    if (!account) throw new Refused('sign_in_required')
    return account
  }

  private async ownerOf(recordId: string): Promise<string | null> {
    const [record] = await this.db.query<{ ownerAgentId: string | null }[]>(
      'SELECT ownerAgentId FROM client_records WHERE id = ?',
      [recordId],
    )
    return record?.ownerAgentId ?? null
  }
}
