import { Injectable } from '@nestjs/common'
import type { Page, PageQuery } from '@quanke/shared/contracts/common'
import type { AgreeToIntroduction, IntroductionCardView } from '@quanke/shared/contracts/referral-requests'
import { DataSource, type EntityManager } from 'typeorm'
import type { Actor, AgentActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { DataCipher } from '../core/crypto'
import { addToOutbox } from '../core/outbox'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { lockAccount } from '../identity/lock-account'
import { cardByCode, cardsOfAgent, type CardRow } from './card.queries'
import { cardFactsOf, cardView } from './card.view'
import { afterYes, agreeRefusal, introductionNow, refuseRefusal } from './introduction.rules'
import { moveIntroduction, waitAnew } from './move-introduction'

/** The counterpart's side of an introduction. Before a yes nothing of the person is written. */
@Injectable()
export class CardsService {
  constructor(
    private readonly db: DataSource,
    private readonly cipher: DataCipher,
    private readonly clock: Clock,
  ) {}

  /** Who asks for what in which words, who introduces, and what will be passed: everything to decide on. */
  async view(actor: Actor, code: string): Promise<IntroductionCardView> {
    return cardView(await cardFor(this.db.manager, actor, code), actor, this.cipher, this.clock.now())
  }

  /** The cards on which this agent is introduced, the latest first. */
  received(actor: AgentActor, query: PageQuery): Promise<Page<IntroductionCardView>> {
    return cardsOfAgent(this.db, actor, query, this.cipher, this.clock.now())
  }

  /** The counterpart's yes, with how they may be reached. The same person again is the same as once. */
  async agree(actor: Actor, code: string, { way, contact }: AgreeToIntroduction): Promise<IntroductionCardView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const card = await this.lock(tx, actor, code)
      if (card.counterpartAccountId === actor.accountId) return cardView(card, actor, this.cipher, at)
      const from = introductionNow(card, at)
      const given = way === 'own' ? (contact ?? null) : null
      const facts = {
        ...cardFactsOf(card, actor, at),
        way,
        hasVerifiedPhone: card.readerPhoneEnc !== null,
        contact: given,
      }
      const refusal = agreeRefusal(facts)
      if (refusal) throw refusedAt(refusal)

      const said = given ?? this.cipher.decrypt(card.readerPhoneEnc!)
      const to = afterYes(from, 'counterpart')
      await tx.query(
        'UPDATE introductions SET contactEnc = ?, counterpartAccountId = ?, counterpartAgreedAt = ? WHERE id = ?',
        [this.cipher.encrypt(said), actor.accountId, at, card.id],
      )
      await moveIntroduction(tx, { ...card, from, to, at })
      const kind = to === 'connected' ? 'message.introduction-connected' : 'message.introduction-agreed'
      await addToOutbox(tx, kind, card.id, { introductionId: card.id }, at)
      const subject = { kind: 'introduction', id: card.id }
      await audit(tx, actor, 'introduction.counterpart-agreed', subject, at, { requestId: card.requestId, way })
      return cardView(await cardFor(tx, actor, code), actor, this.cipher, at)
    })
  }

  /** The counterpart's no: of the person nothing stays, not even who said it. */
  async refuse(actor: Actor, code: string): Promise<void> {
    const at = this.clock.now()
    await transact(this.db, async (tx) => {
      const card = await this.lock(tx, actor, code)
      if (card.status === 'refused') return
      const refusal = refuseRefusal(cardFactsOf(card, actor, at))
      if (refusal) throw new Refused(refusal)
      await this.end(tx, actor, card, 'refused', at)
    })
  }

  /** Whoever said yes takes the contact back; it goes at once. */
  async takeBack(actor: Actor, code: string): Promise<void> {
    const at = this.clock.now()
    await transact(this.db, async (tx) => {
      const card = await this.lock(tx, actor, code)
      const status = introductionNow(card, at)
      if (status === 'withdrawn') return
      const isYours = card.counterpartAccountId === actor.accountId
      if (!isYours || (status !== 'counterpart_agreed' && status !== 'connected'))
        throw new Refused('introduction_closed')
      await this.end(tx, actor, card, 'withdrawn', at)
    })
  }

  private async end(
    tx: EntityManager,
    actor: Actor,
    card: CardRow,
    to: 'refused' | 'withdrawn',
    at: Date,
  ): Promise<void> {
    await moveIntroduction(tx, { ...card, from: introductionNow(card, at), to, at })
    await waitAnew(tx, card.requestId, at)
    // Without the account: nothing shall say who it was.
    const anonymous = { requestId: actor.requestId }
    await audit(tx, anonymous, `introduction.counterpart-${to}`, { kind: 'introduction', id: card.id }, at, {
      requestId: card.requestId,
    })
  }

  /** Locks the account and the request of the card, then reads it as it stands. */
  private async lock(tx: EntityManager, actor: Actor, code: string): Promise<CardRow> {
    if (!(await lockAccount(tx, actor.accountId))) throw new Refused('sign_in_required')
    const { requestId } = await cardFor(tx, actor, code)
    await tx.query('SELECT id FROM referral_requests WHERE id = ? FOR UPDATE', [requestId])
    return cardFor(tx, actor, code)
  }
}

/** The card, for those whom it is for: a colleague's is nobody else's business. */
async function cardFor(tx: EntityManager, actor: Actor, code: string): Promise<CardRow> {
  const card = await cardByCode(tx, actor, code)
  if (!card) throw new Refused('introduction_not_found')
  if (card.kind === 'agent' && card.agentId !== actor.agentId) throw new Refused('introduction_not_found')
  return card
}

function refusedAt(code: Refused['code']): Refused {
  const bare = new Refused(code)
  if (code === 'phone_only_from_wechat') return new Refused(code, [{ field: 'contact', message: bare.message }])
  if (code === 'phone_not_verified') return new Refused(code, [{ field: 'way', message: bare.message }])
  return code === 'invalid_request' ? new Refused(code, [{ field: 'contact', message: '请填写怎样联系您' }]) : bare
}
