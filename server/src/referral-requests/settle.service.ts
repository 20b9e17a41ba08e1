import { Injectable } from '@nestjs/common'
import type { RequestView, ThankIntroducer } from '@quanke/shared/contracts/referral-requests'
import type { IntroductionStatus } from '@quanke/shared/domain/referral-request'
import { DataSource, type EntityManager } from 'typeorm'
import type { ClientActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { DataCipher } from '../core/crypto'
import { businessDay } from '../core/days'
import { addToOutbox } from '../core/outbox'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { recordAct } from '../engagement/record-act'
import { lockAccount } from '../identity/lock-account'
import { goneSince, introductionById } from './counterpart.queries'
import type { Introduction } from './introduction.entity'
import { afterYes, hasAgreed, introductionNow, settleRefusal, thankRefusal } from './introduction.rules'
import { lockRequest, viewAfter } from './lock-request'
import { moveIntroduction } from './move-introduction'
import { readerOf } from './reader.rules'
import type { RequestRow } from './request.view'

/** The client's word on what was offered. */
@Injectable()
export class SettleService {
  constructor(
    private readonly db: DataSource,
    private readonly cipher: DataCipher,
    private readonly clock: Clock,
  ) {}

  /** The client's yes: with the counterpart's yes, before or after it, contact passes. Again is the same as once. */
  accept(actor: ClientActor, id: string): Promise<RequestView> {
    return this.settle(actor, id, 'yes')
  }

  /** The client's no; nothing passes, and a person is forgotten. Again is the same as once. */
  decline(actor: ClientActor, id: string): Promise<RequestView> {
    return this.settle(actor, id, 'no')
  }

  /** The client's thanks to whoever introduced, once; the same words again change nothing. */
  async thank(actor: ClientActor, id: string, { words }: ThankIntroducer): Promise<RequestView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const { request, introduction } = await this.lockOwn(tx, actor, id)
      const { status, thanksWords } = introduction
      if (thanksWords === words) return this.view(tx, actor, request.id, at)
      const refusal = thankRefusal({ status, thanked: thanksWords })
      if (refusal) throw new Refused(refusal)
      await tx.query('UPDATE introductions SET thanksWords = ?, thankedAt = ? WHERE id = ?', [words, at, id])
      await audit(tx, actor, 'introduction.thanked', { kind: 'introduction', id }, at, { requestId: request.id })
      return this.view(tx, actor, request.id, at)
    })
  }

  private async settle(actor: ClientActor, id: string, says: 'yes' | 'no'): Promise<RequestView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const { request, introduction } = await this.lockOwn(tx, actor, id)
      const { requestId, kind } = introduction
      const from = introductionNow(introduction, at)
      if (says === 'yes' ? hasAgreed(from, 'client') : from === 'declined') return this.view(tx, actor, requestId, at)
      const refusal = settleRefusal({
        introduction: from,
        request: request.status,
        says,
        gone: await goneSince(tx, introduction, businessDay(at)),
      })
      if (refusal) throw new Refused(refusal)

      const to: IntroductionStatus = says === 'yes' ? afterYes(from, 'client') : 'declined'
      if (says === 'yes') {
        await tx.query('UPDATE introductions SET clientAgreedAt = ? WHERE id = ?', [at, id])
        const act = { kind: 'introduced', subject: 'request', subjectId: requestId, shareId: null, at } as const
        await recordAct(tx, { accountId: actor.accountId, ...act })
      }
      await moveIntroduction(tx, { id, requestId, kind, from, to, at })
      if (to === 'connected') await addToOutbox(tx, 'message.introduction-connected', id, { introductionId: id }, at)
      const action = says === 'yes' ? 'introduction.accepted' : 'introduction.declined'
      await audit(tx, actor, action, { kind: 'introduction', id }, at, { requestId, status: to })
      return this.view(tx, actor, requestId, at)
    })
  }

  private async lockOwn(
    tx: EntityManager,
    actor: ClientActor,
    id: string,
  ): Promise<{ request: RequestRow; introduction: Introduction }> {
    await lockAccount(tx, actor.accountId)
    const found = await introductionById(tx, id)
    const request = found && (await lockRequest(tx, actor, found.requestId))
    if (!request || readerOf({ ...request, isMember: false }, actor) !== 'client')
      throw new Refused('introduction_not_found')
    return { request, introduction: (await introductionById(tx, id))! }
  }

  private view(tx: EntityManager, actor: ClientActor, requestId: string, now: Date): Promise<RequestView> {
    return viewAfter(tx, { cipher: this.cipher, now }, actor, requestId)
  }
}
