import { Injectable } from '@nestjs/common'
import type { AskForReferral, CloseRequest, EditRequest, RequestView } from '@quanke/shared/contracts/referral-requests'
import { DataSource, type EntityManager } from 'typeorm'
import type { Actor, ClientActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { DataCipher } from '../core/crypto'
import { addToOutbox } from '../core/outbox'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { recordAct } from '../engagement/record-act'
import { lockAccount, lockClient } from '../identity/lock-account'
import { answerHours } from '../organization/organization.queries'
import { inOrder, sameAnswers } from './answers.rules'
import { askRefusal, closeRefusal, editRefusal, withdrawRefusal } from './ask.rules'
import { deadlineAfterEdit, deadlineOf } from './deadline.rules'
import { lockRequest, statusesOf, viewAfter } from './lock-request'
import { endIntroductions } from './move-introduction'
import { readerOf } from './reader.rules'
import { answersIn, type RequestRow } from './request.view'
import { hasOwner, insertRequest, isMember, keepVersion, requestWithKey, type MadeRequest } from './request.writes'

/** A client's own acts on requests. Each locks the client's account first, so that acts of one person follow each other. */
@Injectable()
export class RequestsService {
  constructor(
    private readonly db: DataSource,
    private readonly cipher: DataCipher,
    private readonly clock: Clock,
  ) {}

  /** Asks for a referral. The same key again is the same request. */
  async ask(asker: ClientActor, body: AskForReferral): Promise<RequestView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const actor = await lockClient(tx, asker)
      const made = await requestWithKey(tx, body.key)
      if (made) return this.sameRequest(tx, actor, made, body, at)

      const groupId = body.audience === 'group' ? (body.groupId ?? null) : null
      const refusal = askRefusal({
        hasOwner: await hasOwner(tx, actor.recordId),
        audience: body.audience,
        hasGroup: groupId !== null,
        isMember: groupId !== null && (await isMember(tx, groupId, actor.accountId)),
        category: body.category,
        words: body.words,
        answers: body.answers ?? [],
      })
      if (refusal) throw refused(refusal, { request_group_required: 'groupId', ...TEXTS })

      const answers = inOrder(body.category, body.answers ?? [])
      const deadline = deadlineOf(at, body.urgency, await answerHours(tx))
      const id = await insertRequest(tx, actor, { ...body, groupId, answers, ...deadline }, at)
      await recordAct(tx, {
        accountId: actor.accountId,
        kind: 'asked',
        subject: 'request',
        subjectId: id,
        shareId: null,
        at,
      })
      await addToOutbox(tx, 'message.new-request', id, { requestId: id }, at)
      if (groupId !== null) await addToOutbox(tx, 'check.request-words', `${id}:0`, { requestId: id }, at)
      await audit(tx, actor, 'request.asked', { kind: 'request', id }, at, { category: body.category, groupId })
      return this.view(tx, actor, id, at)
    })
  }

  /** Puts what was asked in other words, until an introduction is accepted. What was there before is kept; the same again changes nothing. */
  async edit(actor: ClientActor, id: string, { version, ...body }: EditRequest): Promise<RequestView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const request = await this.lockOwn(tx, actor, id)
      const answers = inOrder(request.category, body.answers ?? [])
      const isSame =
        request.words === body.words && request.urgency === body.urgency && sameAnswers(answersIn(request), answers)
      const refusal = editRefusal({
        status: request.status,
        introductions: [...(await statusesOf(tx, id, at)).values()],
        seen: isSame ? request.version : version,
        stored: request.version,
        category: request.category,
        words: body.words,
        answers: body.answers ?? [],
      })
      if (refusal) throw refused(refusal, TEXTS)
      if (isSame) return this.view(tx, actor, id, at)

      await keepVersion(tx, request, at)
      const { askedAt, urgency } = request
      const edited = { askedAt, before: { ...request, urgency }, urgency: body.urgency, now: at }
      const { remindAt, answerBy } = deadlineAfterEdit(edited, await answerHours(tx))
      const next = request.version + 1
      await tx.query(
        `UPDATE referral_requests SET words = ?, answers = ?, urgency = ?, version = ?, editedAt = ?, wordsReview = 'pending',
                remindedAt = IF(remindAt = ?, remindedAt, NULL), remindAt = ?, answerBy = ? WHERE id = ?`,
        [body.words, JSON.stringify(answers), body.urgency, next, at, remindAt, remindAt, answerBy, id],
      )
      // The group reads the new words only after they were checked as well.
      if (request.audience === 'group')
        await addToOutbox(tx, 'check.request-words', `${id}:${next}`, { requestId: id }, at)
      await audit(tx, actor, 'request.edited', { kind: 'request', id }, at, { version: next })
      return this.view(tx, actor, id, at)
    })
  }

  /** Takes a request back; twice is the same as once. */
  async withdraw(actor: ClientActor, id: string): Promise<RequestView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const request = await this.lockOwn(tx, actor, id)
      if (request.status === 'withdrawn') return this.view(tx, actor, id, at)
      const refusal = withdrawRefusal(request.status)
      if (refusal) throw new Refused(refusal)
      await tx.query("UPDATE referral_requests SET status = 'withdrawn', closedAt = ? WHERE id = ?", [at, id])
      await endIntroductions(tx, id, at)
      await tx.query('DELETE FROM request_pictures WHERE requestId = ?', [id])
      await audit(tx, actor, 'request.withdrawn', { kind: 'request', id }, at)
      return this.view(tx, actor, id, at)
    })
  }

  /** Closes a request with its outcome and a rating; the same again is the same as once. */
  async close(actor: ClientActor, id: string, { outcome, rating, words }: CloseRequest): Promise<RequestView> {
    const at = this.clock.now()
    const ratingWords = words === undefined || words === '' ? null : words
    return transact(this.db, async (tx) => {
      const request = await this.lockOwn(tx, actor, id)
      const isSame = request.outcome === outcome && request.rating === rating && request.ratingWords === ratingWords
      if (request.status === 'closed' && isSame) return this.view(tx, actor, id, at)
      const refusal = closeRefusal(request.status, ratingWords)
      if (refusal) throw refused(refusal, { phone_in_words: 'words' })
      await tx.query(
        "UPDATE referral_requests SET status = 'closed', outcome = ?, rating = ?, ratingWords = ?, closedAt = ? WHERE id = ?",
        [outcome, rating, ratingWords, at, id],
      )
      await endIntroductions(tx, id, at)
      await recordAct(tx, {
        accountId: actor.accountId,
        kind: 'rated',
        subject: 'request',
        subjectId: id,
        shareId: null,
        at,
      })
      await audit(tx, actor, 'request.closed', { kind: 'request', id }, at, { outcome, rating })
      return this.view(tx, actor, id, at)
    })
  }

  private async sameRequest(
    tx: EntityManager,
    actor: Actor,
    made: MadeRequest,
    body: AskForReferral,
    at: Date,
  ): Promise<RequestView> {
    // What was edited since was the same once.
    const isSame =
      made.accountId === actor.accountId &&
      made.category === body.category &&
      (made.version > 0 || isSameText(made, body)) &&
      made.audience === body.audience &&
      made.groupId === (body.audience === 'group' ? (body.groupId ?? null) : null)
    if (!isSame) throw new Refused('key_reused')
    return this.view(tx, actor, made.id, at)
  }

  private async lockOwn(tx: EntityManager, actor: ClientActor, id: string): Promise<RequestRow> {
    await lockAccount(tx, actor.accountId)
    const request = await lockRequest(tx, actor, id)
    if (!request || readerOf({ ...request, isMember: false }, actor) !== 'client')
      throw new Refused('request_not_found')
    return request
  }

  private view(tx: EntityManager, actor: Actor, id: string, now: Date): Promise<RequestView> {
    return viewAfter(tx, { cipher: this.cipher, now }, actor, id)
  }
}

const TEXTS = { phone_in_words: 'words', answers_wrong: 'answers' }

const isSameText = (made: MadeRequest, { category, words, urgency, answers = [] }: AskForReferral): boolean =>
  made.words === words && made.urgency === urgency && sameAnswers(answersIn(made), inOrder(category, answers))

/** A refusal that names the field that is wrong, where it is one field's fault. */
function refused(code: Refused['code'], fields: Partial<Record<Refused['code'], string>>): Refused {
  const field = fields[code]
  const bare = new Refused(code)
  return field === undefined ? bare : new Refused(code, [{ field, message: bare.message }])
}
