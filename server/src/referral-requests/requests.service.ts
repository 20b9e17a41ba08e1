import { Injectable } from '@nestjs/common'
import type { AskForReferral, CloseRequest, RequestView } from '@quanke/shared/contracts/referral-requests'
import { DataSource, type EntityManager } from 'typeorm'
import type { Actor, ClientActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { DataCipher } from '../core/crypto'
import { addToOutbox } from '../core/outbox'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { recordAct } from '../engagement/record-act'
import { lockAccount } from '../identity/lock-account'
import { askRefusal, closeRefusal, withdrawRefusal } from './ask.rules'
import { readerOf } from './reader.rules'
import { requestRow, requestViews } from './request.queries'
import type { RequestRow } from './request.view'

/** A client's own acts on requests. Each locks the client's account first, so that acts of one person follow each other. */
@Injectable()
export class RequestsService {
  constructor(
    private readonly db: DataSource,
    private readonly cipher: DataCipher,
    private readonly clock: Clock,
  ) {}

  /** Asks for a referral. The same key again is the same request. */
  async ask(actor: ClientActor, body: AskForReferral): Promise<RequestView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      await lockAccount(tx, actor.accountId)
      const made = await requestWithKey(tx, body.key)
      if (made) return this.sameRequest(tx, actor, made, body)

      const groupId = body.audience === 'group' ? (body.groupId ?? null) : null
      const refusal = askRefusal({
        hasOwner: await hasOwner(tx, actor.recordId),
        audience: body.audience,
        hasGroup: groupId !== null,
        isMember: groupId !== null && (await isMember(tx, groupId, actor.accountId)),
        words: body.words,
      })
      if (refusal) throw refused(refusal, { request_group_required: 'groupId', phone_in_words: 'words' })

      const id = await insertRequest(tx, actor, { ...body, groupId }, at)
      await recordAct(tx, {
        accountId: actor.accountId,
        kind: 'asked',
        subject: 'request',
        subjectId: id,
        shareId: null,
        at,
      })
      await addToOutbox(tx, 'message.new-request', id, { requestId: id }, at)
      if (groupId !== null) await addToOutbox(tx, 'check.request-words', id, { requestId: id }, at)
      await audit(tx, actor, 'request.asked', { kind: 'request', id }, at, { category: body.category, groupId })
      return this.view(tx, actor, id)
    })
  }

  /** Takes a request back; twice is the same as once. */
  async withdraw(actor: ClientActor, id: string): Promise<RequestView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const request = await this.lockOwn(tx, actor, id)
      if (request.status === 'withdrawn') return this.view(tx, actor, id)
      const refusal = withdrawRefusal(request.status)
      if (refusal) throw new Refused(refusal)
      await tx.query("UPDATE referral_requests SET status = 'withdrawn', closedAt = ? WHERE id = ?", [at, id])
      await audit(tx, actor, 'request.withdrawn', { kind: 'request', id }, at)
      return this.view(tx, actor, id)
    })
  }

  /** Closes a request with its outcome and a rating; the same again is the same as once. */
  async close(actor: ClientActor, id: string, { outcome, rating, words }: CloseRequest): Promise<RequestView> {
    const at = this.clock.now()
    const ratingWords = words === undefined || words === '' ? null : words
    return transact(this.db, async (tx) => {
      const request = await this.lockOwn(tx, actor, id)
      const isSame = request.outcome === outcome && request.rating === rating && request.ratingWords === ratingWords
      if (request.status === 'closed' && isSame) return this.view(tx, actor, id)
      const refusal = closeRefusal(request.status, ratingWords)
      if (refusal) throw refused(refusal, { phone_in_words: 'words' })
      await tx.query(
        "UPDATE referral_requests SET status = 'closed', outcome = ?, rating = ?, ratingWords = ?, closedAt = ? WHERE id = ?",
        [outcome, rating, ratingWords, at, id],
      )
      await recordAct(tx, {
        accountId: actor.accountId,
        kind: 'rated',
        subject: 'request',
        subjectId: id,
        shareId: null,
        at,
      })
      await audit(tx, actor, 'request.closed', { kind: 'request', id }, at, { outcome, rating })
      return this.view(tx, actor, id)
    })
  }

  private async sameRequest(
    tx: EntityManager,
    actor: Actor,
    made: MadeRequest,
    body: AskForReferral,
  ): Promise<RequestView> {
    const isSame =
      made.accountId === actor.accountId &&
      made.category === body.category &&
      made.words === body.words &&
      made.urgency === body.urgency &&
      made.audience === body.audience &&
      made.groupId === (body.audience === 'group' ? (body.groupId ?? null) : null)
    if (!isSame) throw new Refused('key_reused')
    return this.view(tx, actor, made.id)
  }

  private async lockOwn(tx: EntityManager, actor: ClientActor, id: string): Promise<RequestRow> {
    await lockAccount(tx, actor.accountId)
    const request = await lockRequest(tx, actor, id)
    if (!request || readerOf({ ...request, isMember: false }, actor) !== 'client')
      throw new Refused('request_not_found')
    return request
  }

  private async view(tx: EntityManager, actor: Actor, id: string): Promise<RequestView> {
    const row = await requestRow(tx, actor, id)
    const [view] = row ? await requestViews(tx, this.cipher, actor, [row]) : []
    if (!view) throw new Refused('request_not_found')
    return view
  }
}

/** A refusal that names the field that is wrong, where it is one field's fault. */
function refused(code: Refused['code'], fields: Partial<Record<Refused['code'], string>>): Refused {
  const field = fields[code]
  const bare = new Refused(code)
  return field === undefined ? bare : new Refused(code, [{ field, message: bare.message }])
}

/** Locks the request, then reads it as it stands. */
export async function lockRequest(
  tx: EntityManager,
  viewer: Pick<Actor, 'accountId'>,
  id: string,
): Promise<RequestRow | null> {
  await tx.query('SELECT id FROM referral_requests WHERE id = ? FOR UPDATE', [id])
  return requestRow(tx, viewer, id)
}

type MadeRequest = Pick<RequestRow, 'id' | 'accountId' | 'category' | 'words' | 'urgency' | 'audience' | 'groupId'>

async function requestWithKey(tx: EntityManager, key: string): Promise<MadeRequest | null> {
  const [row] = await tx.query<MadeRequest[]>(
    'SELECT id, accountId, category, words, urgency, audience, groupId FROM referral_requests WHERE creationKey = ?',
    [key],
  )
  return row ?? null
}

async function insertRequest(
  tx: EntityManager,
  { accountId, recordId }: ClientActor,
  { key, category, words, urgency, audience, groupId }: Omit<AskForReferral, 'groupId'> & { groupId: string | null },
  at: Date,
): Promise<string> {
  const { insertId } = await tx.query<{ insertId: string }>(
    `INSERT INTO referral_requests (creationKey, accountId, recordId, category, words, urgency, audience, groupId, wordsReview, status, askedAt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'pending', 'open', ?)`,
    [key, accountId, recordId, category, words, urgency, audience, groupId, at],
  )
  return String(insertId)
}

async function hasOwner(tx: EntityManager, recordId: string): Promise<boolean> {
  const [record] = await tx.query<{ ownerAgentId: string | null }[]>(
    "SELECT ownerAgentId FROM client_records WHERE id = ? AND status = 'active'",
    [recordId],
  )
  return record?.ownerAgentId != null
}

async function isMember(tx: EntityManager, groupId: string, accountId: string): Promise<boolean> {
  const [membership] = await tx.query<{ id: string }[]>(
    "SELECT id FROM memberships WHERE groupId = ? AND accountId = ? AND status = 'active'",
    [groupId, accountId],
  )
  return membership !== undefined
}
