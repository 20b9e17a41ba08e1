import { Injectable } from '@nestjs/common'
import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import { DataSource, type EntityManager } from 'typeorm'
import type { Actor, ClientActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { DataCipher } from '../core/crypto'
import { addToOutbox } from '../core/outbox'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { lockAccount } from '../identity/lock-account'
import { pictureRefusal } from './ask.rules'
import { lockRequest, viewAfter } from './lock-request'
import { pictureFrom } from './picture-file'
import { readerOf } from './reader.rules'
import { requestRow } from './request.queries'
import type { RequestPicture } from './request-picture.entity'

type Found = Pick<RequestPicture, 'id' | 'requestId' | 'review'>

/** The pictures of a request: added by the client, read by those who may read the request. */
@Injectable()
export class PicturesService {
  constructor(
    private readonly db: DataSource,
    private readonly cipher: DataCipher,
    private readonly clock: Clock,
  ) {}

  /** Adds a picture; the same key again is the same picture. */
  async add(actor: ClientActor, requestId: string, key: string, file: Buffer): Promise<RequestView> {
    await this.refuseEarly(actor, requestId)
    const picture = await pictureFrom(file)
    const contentEnc = this.cipher.encryptBytes(picture.content)
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      await lockAccount(tx, actor.accountId)
      const request = await lockRequest(tx, actor, requestId)
      if (!request || readerOf({ ...request, isMember: false }, actor) !== 'client')
        throw new Refused('request_not_found')
      const [made] = await tx.query<Found[]>('SELECT id, requestId FROM request_pictures WHERE creationKey = ?', [key])
      if (made && made.requestId !== requestId) throw new Refused('key_reused')
      if (made) return this.view(tx, actor, requestId, at)
      const refusal = pictureRefusal(request.status, await countOf(tx, requestId))
      if (refusal) throw new Refused(refusal)

      const { insertId } = await tx.query<{ insertId: string }>(
        `INSERT INTO request_pictures (creationKey, requestId, contentEnc, width, height, review, addedAt)
         VALUES (?, ?, ?, ?, ?, 'pending', ?)`,
        [key, requestId, contentEnc, picture.width, picture.height, at],
      )
      const id = String(insertId)
      if (request.audience === 'group') await addToOutbox(tx, 'check.request-picture', id, { pictureId: id }, at)
      await audit(tx, actor, 'request.picture-added', { kind: 'request', id: requestId }, at, { pictureId: id })
      return this.view(tx, actor, requestId, at)
    })
  }

  /** Takes a picture away again, for good; twice is the same as once for whoever sees the answer. */
  async remove(actor: ClientActor, id: string): Promise<RequestView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      await lockAccount(tx, actor.accountId)
      const picture = await find(tx, id)
      const request = picture && (await lockRequest(tx, actor, picture.requestId))
      if (!request || readerOf({ ...request, isMember: false }, actor) !== 'client')
        throw new Refused('picture_not_found')
      await tx.query('DELETE FROM request_pictures WHERE id = ?', [id])
      await audit(tx, actor, 'request.picture-removed', { kind: 'request', id: request.id }, at, { pictureId: id })
      return this.view(tx, actor, request.id, at)
    })
  }

  /** The picture itself, for those who may read its request; for the group only what has passed the check. */
  async read(actor: Actor, id: string): Promise<Buffer> {
    const picture = await find(this.db.manager, id)
    const row = picture && (await requestRow(this.db, actor, picture.requestId))
    const reader = row && readerOf({ ...row, isMember: Number(row.isMember) === 1 }, actor)
    if (!picture || !reader || (reader === 'member' && picture.review !== 'passed'))
      throw new Refused('picture_not_found')
    return this.content('id = ?', id)
  }

  /** For WeChat, which fetches what it is to check, under an address that lasts as long as the check. */
  readForCheck(code: string): Promise<Buffer> {
    if (!/^[0-9a-f]{32}$/u.test(code)) throw new Refused('picture_not_found')
    return this.content("review = 'pending' AND checkCode = ?", code)
  }

  private async content(where: string, value: string): Promise<Buffer> {
    const [row] = await this.db.query<{ contentEnc: Buffer }[]>(
      `SELECT contentEnc FROM request_pictures WHERE ${where}`,
      [value],
    )
    if (!row) throw new Refused('picture_not_found')
    return this.cipher.decryptBytes(row.contentEnc)
  }

  /** Before anything is decoded: nobody else's file, and none too many, costs work. */
  private async refuseEarly(actor: ClientActor, requestId: string): Promise<void> {
    const row = await requestRow(this.db, actor, requestId)
    if (!row || readerOf({ ...row, isMember: false }, actor) !== 'client') throw new Refused('request_not_found')
  }

  private view(tx: EntityManager, actor: Actor, requestId: string, now: Date): Promise<RequestView> {
    return viewAfter(tx, { cipher: this.cipher, now }, actor, requestId)
  }
}

async function find(tx: EntityManager, id: string): Promise<Found | null> {
  const [row] = await tx.query<Found[]>('SELECT id, requestId, review FROM request_pictures WHERE id = ?', [id])
  return row ?? null
}

async function countOf(tx: EntityManager, requestId: string): Promise<number> {
  const [row] = await tx.query<{ count: string }[]>('SELECT COUNT(*) count FROM request_pictures WHERE requestId = ?', [
    requestId,
  ])
  return Number(row?.count ?? 0)
}
