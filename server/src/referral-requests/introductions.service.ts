import { Injectable } from '@nestjs/common'
import type { Introduce, RequestView } from '@quanke/shared/contracts/referral-requests'
import type { IntroductionStatus, RequestStatus } from '@quanke/shared/domain/referral-request'
import type { Refusal } from '@quanke/shared/domain/refusal'
import { DataSource, type EntityManager } from 'typeorm'
import type { Actor, ClientActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { DataCipher } from '../core/crypto'
import { businessDay } from '../core/days'
import { addToOutbox } from '../core/outbox'
import { Refused, type FieldError } from '../core/refused'
import { transact } from '../core/transact'
import { recordAct } from '../engagement/record-act'
import { lockAccount } from '../identity/lock-account'
import { introduceRefusal, settleRefusal, statusAfterSettling } from './introduce.rules'
import type { Introduction } from './introduction.entity'
import { readerOf } from './reader.rules'
import { requestRow, requestViews } from './request.queries'
import { lockRequest } from './requests.service'

interface ProviderContact {
  id: string
  name: string
  contactEnc: Buffer
  validUntil: string
}

/** Answers to requests, and the client's word on them. */
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
      const request = await lockRequest(tx, actor, requestId)
      const reader = request && readerOf({ ...request, isMember: Number(request.isMember) === 1 }, actor)
      if (!request || !reader) throw new Refused('request_not_found')
      const made = await introductionWithKey(tx, body.key)
      if (made) return this.sameIntroduction(tx, actor, made, requestId, body)

      const provider = await providerOf(tx, body)
      const refusal = introduceRefusal({
        reader,
        status: request.status,
        kind: body.kind,
        counterpartAgreed: body.counterpartAgreed,
        texts: [body.words, body.name ?? ''],
        provider: provider && { isValid: provider.validUntil >= businessDay(at) },
        hasName: body.name !== undefined,
        hasContact: body.contact !== undefined,
        isAgent: actor.agentId !== null,
      })
      if (refusal) throw new Refused(refusal, fieldsAtFault(refusal, body))

      const id = await this.insert(tx, actor, requestId, body, provider, at)
      await tx.query("UPDATE referral_requests SET status = 'answered' WHERE id = ?", [requestId])
      await addToOutbox(tx, 'message.introduction', id, { introductionId: id }, at)
      await audit(tx, actor, 'introduction.offered', { kind: 'introduction', id }, at, { requestId, kind: body.kind })
      return this.view(tx, actor, requestId)
    })
  }

  /** The client's yes: from now on the client sees the contact. */
  accept(actor: ClientActor, id: string): Promise<RequestView> {
    return this.settle(actor, id, 'accepted')
  }

  /** The client's no; nothing passes. */
  decline(actor: ClientActor, id: string): Promise<RequestView> {
    return this.settle(actor, id, 'declined')
  }

  private async settle(actor: ClientActor, id: string, to: 'accepted' | 'declined'): Promise<RequestView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      await lockAccount(tx, actor.accountId)
      const found = await introduction(tx, id)
      const request = found && (await lockRequest(tx, actor, found.requestId))
      if (!request || readerOf({ ...request, isMember: false }, actor) !== 'client')
        throw new Refused('introduction_not_found')
      const all = await statusesOf(tx, request.id)
      const status = all.get(id)!
      if (status === to) return this.view(tx, actor, request.id)
      const refusal = settleRefusal({ introduction: status, request: request.status, to })
      if (refusal) throw new Refused(refusal)

      all.delete(id)
      const next: RequestStatus = statusAfterSettling(to, [...all.values()])
      await tx.query('UPDATE introductions SET status = ?, settledAt = ? WHERE id = ?', [to, at, id])
      await tx.query('UPDATE referral_requests SET status = ? WHERE id = ?', [next, request.id])
      if (to === 'accepted')
        await recordAct(tx, {
          accountId: actor.accountId,
          kind: 'introduced',
          subject: 'request',
          subjectId: request.id,
          shareId: null,
          at,
        })
      await audit(tx, actor, `introduction.${to}`, { kind: 'introduction', id }, at, { requestId: request.id })
      return this.view(tx, actor, request.id)
    })
  }

  private async insert(
    tx: EntityManager,
    actor: Actor,
    requestId: string,
    { key, kind, name, contact, words }: Introduce,
    provider: ProviderContact | null,
    at: Date,
  ): Promise<string> {
    const contactEnc = provider?.contactEnc ?? this.cipher.encrypt(contact!)
    const { insertId } = await tx.query<{ insertId: string }>(
      `INSERT INTO introductions (creationKey, requestId, byAccountId, kind, providerId, name, words, contactEnc, counterpartAgreedAt, status, offeredAt)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'offered', ?)`,
      [key, requestId, actor.accountId, kind, provider?.id ?? null, provider?.name ?? name, words, contactEnc, at, at],
    )
    return String(insertId)
  }

  private sameIntroduction(
    tx: EntityManager,
    actor: Actor,
    made: Introduction,
    requestId: string,
    body: Introduce,
  ): Promise<RequestView> {
    const isProvider = body.kind === 'provider'
    const isSame =
      made.byAccountId === actor.accountId &&
      made.requestId === requestId &&
      made.kind === body.kind &&
      made.words === body.words &&
      (isProvider
        ? made.providerId === body.providerId
        : made.name === body.name && made.contactEnc !== null && this.cipher.decrypt(made.contactEnc) === body.contact)
    if (!isSame) throw new Refused('key_reused')
    return this.view(tx, actor, requestId)
  }

  private async view(tx: EntityManager, actor: Actor, requestId: string): Promise<RequestView> {
    const row = await requestRow(tx, actor, requestId)
    const [view] = row ? await requestViews(tx, this.cipher, actor, [row]) : []
    if (!view) throw new Refused('request_not_found')
    return view
  }
}

/** Where the form should point. */
function fieldsAtFault(refusal: Refusal, { name, contact }: Introduce): FieldError[] {
  if (refusal === 'phone_in_words') return [{ field: 'words', message: new Refused(refusal).message }]
  if (refusal === 'counterpart_not_agreed')
    return [{ field: 'counterpartAgreed', message: new Refused(refusal).message }]
  if (refusal !== 'invalid_request') return []
  return [
    ...(name === undefined ? [{ field: 'name', message: '请填写对方的姓名或名称' }] : []),
    ...(contact === undefined ? [{ field: 'contact', message: '请填写对方的联系方式' }] : []),
  ]
}

async function providerOf(tx: EntityManager, { kind, providerId }: Introduce): Promise<ProviderContact | null> {
  if (kind !== 'provider' || providerId === undefined) return null
  const [provider] = await tx.query<ProviderContact[]>(
    'SELECT id, name, contactEnc, validUntil FROM providers WHERE id = ?',
    [providerId],
  )
  return provider ?? null
}

async function introduction(tx: EntityManager, id: string): Promise<Introduction | null> {
  const [row] = await tx.query<Introduction[]>('SELECT * FROM introductions WHERE id = ?', [id])
  return row ?? null
}

async function introductionWithKey(tx: EntityManager, key: string): Promise<Introduction | null> {
  const [row] = await tx.query<Introduction[]>('SELECT * FROM introductions WHERE creationKey = ?', [key])
  return row ?? null
}

/** How each introduction of a request stands; the caller holds the request's lock. */
async function statusesOf(tx: EntityManager, requestId: string): Promise<Map<string, IntroductionStatus>> {
  const rows = await tx.query<{ id: string; status: IntroductionStatus }[]>(
    'SELECT id, status FROM introductions WHERE requestId = ?',
    [requestId],
  )
  return new Map(rows.map(({ id, status }) => [id, status]))
}
