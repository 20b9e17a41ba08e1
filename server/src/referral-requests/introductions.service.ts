import { Injectable } from '@nestjs/common'
import type { Introduce, RequestView, ThanksReceivedList } from '@quanke/shared/contracts/referral-requests'
import {
  INTRODUCTION_EXPIRY_DAYS,
  LIVE_INTRODUCTIONS,
  type IntroductionStatus,
} from '@quanke/shared/domain/referral-request'
import type { Refusal } from '@quanke/shared/domain/refusal'
import { customAlphabet } from 'nanoid'
import { DataSource, type EntityManager } from 'typeorm'
import type { Actor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { DataCipher } from '../core/crypto'
import { businessDay, daysBefore } from '../core/days'
import { addToOutbox } from '../core/outbox'
import { Refused, type FieldError } from '../core/refused'
import { transact } from '../core/transact'
import { lockAccount } from '../identity/lock-account'
import { isValid } from '../providers/provider.rules'
import { introduceRefusal } from './introduce.rules'
import { introductionNow, statusAtOffer } from './introduction.rules'
import type { Introduction } from './introduction.entity'
import { lockRequest, viewAfter } from './lock-request'
import { moveIntroduction } from './move-introduction'
import { readerOf } from './reader.rules'
import { thanksReceived } from './thanks.queries'
import { findCounterpart, introductionById, introductionWithKey, type Counterpart } from './counterpart.queries'

/** An answer stands in these. */
const STANDING: readonly IntroductionStatus[] = [...LIVE_INTRODUCTIONS, 'connected']

const newCode = customAlphabet('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', 16)

/** Answers to requests, by those who may give one. */
@Injectable()
export class IntroductionsService {
  constructor(
    private readonly db: DataSource,
    private readonly cipher: DataCipher,
    private readonly clock: Clock,
  ) {}

  /** Answers a request with a provider, an agent or a person. The same key again is the same introduction. */
  async introduce(actor: Actor, requestId: string, body: Introduce): Promise<RequestView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      await lockAccount(tx, actor.accountId)
      const request = await lockRequest(tx, actor, requestId)
      const reader = request && readerOf({ ...request, isMember: Number(request.isMember) === 1 }, actor)
      if (!request || !reader) throw new Refused('request_not_found')
      const made = await introductionWithKey(tx, body.key)
      if (made && !(await this.isSame(tx, actor, made, requestId, body))) throw new Refused('key_reused')
      if (made) return this.view(tx, actor, requestId, at)

      const found = await findCounterpart(tx, body)
      const refusal = introduceRefusal({
        reader,
        isEscalated: request.escalatedAt !== null,
        status: request.status,
        seen: body.version,
        stored: request.version,
        kind: body.kind,
        provider: found.provider && { isValid: isValid(found.provider, businessDay(at)) },
        agent: found.agent && { isActive: found.agent.status === 'active' },
        hasName: body.name !== undefined,
        isAgent: actor.agentId !== null,
      })
      if (refusal) throw new Refused(refusal, fieldsAtFault(refusal))

      const id = await this.insert(tx, actor, requestId, body, found, at)
      await tx.query(
        "UPDATE referral_requests SET status = 'answered', firstAnsweredAt = COALESCE(firstAnsweredAt, ?) WHERE id = ?",
        [at, requestId],
      )
      await addToOutbox(tx, 'message.introduction', id, { introductionId: id }, at)
      if (body.kind === 'agent') await addToOutbox(tx, 'message.introduction-card', id, { introductionId: id }, at)
      await audit(tx, actor, 'introduction.offered', { kind: 'introduction', id }, at, { requestId, kind: body.kind })
      return this.view(tx, actor, requestId, at)
    })
  }

  /** What this person was thanked for of late. */
  async thanks(actor: Actor): Promise<ThanksReceivedList> {
    return { items: await thanksReceived(this.db, actor, this.clock.now()) }
  }

  /** The introducer takes the introduction back while the counterpart has not answered; twice is the same as once. */
  async takeBack(actor: Actor, id: string): Promise<RequestView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      await lockAccount(tx, actor.accountId)
      const found = await introductionById(tx, id)
      if (!found || found.byAccountId !== actor.accountId) throw new Refused('introduction_not_found')
      const request = await lockRequest(tx, actor, found.requestId)
      if (!request || !readerOf({ ...request, isMember: Number(request.isMember) === 1 }, actor))
        throw new Refused('introduction_not_found')
      const introduction = (await introductionById(tx, id))!
      const status = introductionNow(introduction, at)
      if (status === 'withdrawn') return this.view(tx, actor, request.id, at)
      if (status !== 'offered' && status !== 'client_agreed') throw new Refused('introduction_settled')
      const { requestId, kind } = introduction
      await moveIntroduction(tx, { id, requestId, kind, from: status, to: 'withdrawn', at })
      await recallAnswer(tx, requestId)
      await audit(tx, actor, 'introduction.withdrawn', { kind: 'introduction', id }, at, { requestId })
      return this.view(tx, actor, requestId, at)
    })
  }

  private async insert(
    tx: EntityManager,
    actor: Actor,
    requestId: string,
    { key, kind, name, words }: Introduce,
    { provider, agent }: Counterpart,
    at: Date,
  ): Promise<string> {
    const isAsked = kind !== 'provider'
    const called = provider?.name ?? (agent ? `${agent.name} · ${agent.title}` : name)
    const { insertId } = await tx.query<{ insertId: string }>(
      `INSERT INTO introductions (creationKey, requestId, byAccountId, kind, providerId, agentId, cardCode, name, words, contactEnc,
                                  counterpartAgreedAt, status, offeredAt, expiresAt)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        key, requestId, actor.accountId, kind, provider?.id ?? null, agent?.id ?? null, isAsked ? newCode() : null, called, words,
        null, isAsked ? null : at, statusAtOffer(kind), at, daysBefore(at, -INTRODUCTION_EXPIRY_DAYS),
      ],
    ) // prettier-ignore
    return String(insertId)
  }

  /** Whether the introduction under this key is the very same; of one that was forgotten since nobody can say more than whose it was. */
  private async isSame(
    tx: EntityManager,
    actor: Actor,
    made: Introduction,
    requestId: string,
    body: Introduce,
  ): Promise<boolean> {
    if (made.byAccountId !== actor.accountId || made.requestId !== requestId || made.kind !== body.kind) return false
    if (made.words === '') return true
    if (made.words !== body.words) return false
    if (body.kind === 'provider') return made.providerId === body.providerId
    if (body.kind === 'person') return made.name === body.name
    return (await findCounterpart(tx, body)).agent?.id === made.agentId
  }

  private view(tx: EntityManager, actor: Actor, requestId: string, now: Date): Promise<RequestView> {
    return viewAfter(tx, { cipher: this.cipher, now }, actor, requestId)
  }
}

/** An answer that was taken back is none: where no other stands, the request waits as before, and until when it did. */
async function recallAnswer(tx: EntityManager, requestId: string): Promise<void> {
  await tx.query(
    `UPDATE referral_requests SET firstAnsweredAt =
       (SELECT MIN(i.offeredAt) FROM introductions i WHERE i.requestId = referral_requests.id AND i.status IN (?))
      WHERE id = ?`,
    [STANDING, requestId],
  )
}

/** Which field of the body a refusal is about. */
function fieldsAtFault(refusal: Refusal): FieldError[] {
  const { message } = new Refused(refusal)
  if (refusal === 'provider_not_found' || refusal === 'provider_expired') return [{ field: 'providerId', message }]
  if (refusal === 'agent_not_found' || refusal === 'agent_departed') return [{ field: 'agentCode', message }]
  return refusal === 'invalid_request' ? [{ field: 'name', message: '请填写怎么称呼对方' }] : []
}
