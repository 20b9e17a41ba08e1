import type { EntityManager } from 'typeorm'
import type { ClientActor } from '../core/actor'
import { Refused } from '../core/refused'
import { recordInForce } from './record-in-force'

/**
 * Locks the account before anything else, so that what one person does follows each other and takes its locks in the same order as consents and
 * engagements do. False when the account is gone (a visitor who was forgotten).
 */
export async function lockAccount(tx: EntityManager, accountId: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>('SELECT id FROM wechat_accounts WHERE id = ? FOR UPDATE', [accountId])
  return rows.length > 0
}

/**
 * Like `lockAccount`, for what is written to a client's record: answers the client with the record as it is under the lock, which another may have
 * become by a merge since the request came.
 */
export async function lockClient(tx: EntityManager, actor: ClientActor): Promise<ClientActor> {
  const isThere = await lockAccount(tx, actor.accountId)
  const recordId = isThere ? await recordInForce(tx, actor.accountId) : null
  if (recordId === null) throw new Refused('not_allowed')
  return { ...actor, recordId }
}
