import { SHARE_CODE } from '@quanke/shared/domain/share'
import type { DataSource, EntityManager } from 'typeorm'
import { livingRecords } from '../clients/living-record'
import { Refused } from '../core/refused'
import { lockReferral } from './referral-moves'
import { adviserOf, statusNow, type AcceptFacts, type Meeting } from './referral.rules'
import type { Referral } from './referral.entity'

export type Db = DataSource | EntityManager

/** A referral card as it was passed on. */
export interface Card extends Referral {
  code: string
  shareId: string
  referrerName: string
  referrerPhoneHash: Buffer | null
  referrerAccountPhoneHash: Buffer | null
  isAgentActive: number
}

/** Who opened the card. */
export interface Opener {
  id: string
  recordId: string | null
  agentId: string | null
  phoneHash: Buffer | null
  unionid: string | null
}

const MOST_RECORDS = 20

interface RecordOfOpener {
  id: string
  ownerAgentId: string | null
  isActive: number
}

/** The card with this code. Unknown and malformed codes are not found, and neither is a card that waits though whoever passed it on has left. */
export async function cardByCode(db: Db, code: string): Promise<Card> {
  const card = await findCard(db, code)
  if (!card) throw new Refused('referral_not_found')
  return card
}

/** Like `cardByCode`, with null for none. */
export async function findCard(db: Db, code: string): Promise<Card | null> {
  const [card] = SHARE_CODE.test(code)
    ? await db.query<Card[]>(
        `SELECT f.*, s.code, r.displayName referrerName, r.phoneHash referrerPhoneHash, a.phoneHash referrerAccountPhoneHash,
                g.status = 'active' isAgentActive
           FROM shares s
           JOIN referrals f ON f.id = s.subjectId
           JOIN client_records r ON r.id = f.referrerRecordId AND (r.status = 'active' OR f.status = 'withdrawn')
           JOIN wechat_accounts a ON a.id = f.referrerAccountId
           JOIN agents g ON g.id = f.agentId
          WHERE s.code = ? AND s.subject = 'referral'`,
        [code],
      )
    : []
  return card ?? null
}

/** The account that is looking at a card, or null when it is gone. */
export async function openerOf(db: Db, accountId: string): Promise<Opener | null> {
  const [opener] = await db.query<Opener[]>(
    'SELECT id, recordId, agentId, phoneHash, unionid FROM wechat_accounts WHERE id = ?',
    [accountId],
  )
  return opener ?? null
}

/** Locks the referral of a card, then reads the card as it stands. */
export async function lockCard(tx: EntityManager, code: string): Promise<Card> {
  await lockReferral(tx, (await cardByCode(tx, code)).id)
  return cardByCode(tx, code)
}

/** What the rules on accepting and declining look at, as it stands now. */
export async function acceptFacts(db: Db, card: Card, opener: Opener, now: Date): Promise<AcceptFacts> {
  const records = await recordsOf(db, opener)
  return {
    status: statusNow(card, now),
    isReferrer: isReferrer(card, opener, records),
    isReferrersAgent: await isAgentOf(db, card, opener),
    isAddressee: card.sentAs !== 'private' || (await isAddressee(db, card, opener)),
    isAgentActive: Number(card.isAgentActive) === 1,
    isAncestor: await isAncestor(db, card.referrerRecordId, records),
    adviser: adviserIn(servedAs(records, opener), card.agentId),
  }
}

function adviserIn(records: readonly RecordOfOpener[], agentId: string): AcceptFacts['adviser'] {
  const found = records.map(({ ownerAgentId, isActive }) =>
    adviserOf({ ownerAgentId, isActive: Number(isActive) === 1 }, agentId),
  )
  return found.find((adviser) => adviser === 'now') ?? found.find((adviser) => adviser !== null) ?? null
}

/** Whom a card has met, when the one who opened it is somebody's client. */
export async function meetingOf(db: Db, card: Card, opener: Opener): Promise<Meeting | null> {
  const client = servedAs(await recordsOf(db, opener), opener).find(
    ({ ownerAgentId, isActive }) => ownerAgentId !== null && Number(isActive) === 1,
  )
  if (!client) return null
  return { cardAgentId: card.agentId, clientRecordId: client.id, ownerAgentId: client.ownerAgentId! }
}

/** The record that the person is bound to; where there is none, whatever is known under the same number or the same person in WeChat. */
function servedAs(records: readonly RecordOfOpener[], { recordId }: Opener): readonly RecordOfOpener[] {
  const bound = records.find(({ id }) => id === recordId)
  return bound ? [bound] : records
}

/**
 * Records of the person: the bound one, those that have the same verified phone number or have an account with it, and those of the person's other
 * accounts. What was merged counts as what it is part of now.
 */
async function recordsOf(db: Db, { recordId, phoneHash, unionid }: Opener): Promise<RecordOfOpener[]> {
  const found = await db.query<{ id: string }[]>(
    `SELECT id FROM client_records WHERE id = ?
      UNION SELECT id FROM client_records WHERE phoneHash = ?
      UNION SELECT recordId FROM wechat_accounts WHERE phoneHash = ? AND recordId IS NOT NULL
      UNION SELECT recordId FROM wechat_accounts WHERE unionid = ? AND recordId IS NOT NULL LIMIT ${MOST_RECORDS}`,
    [recordId, phoneHash, phoneHash, unionid],
  )
  if (found.length === 0) return []
  const ids = await livingRecords(
    db,
    found.map(({ id }) => id),
  )
  return db.query<RecordOfOpener[]>(
    "SELECT id, ownerAgentId, status = 'active' isActive FROM client_records WHERE id IN (?) ORDER BY id",
    [ids],
  )
}

/** The recommended agent, by whichever account: WeChat tells by the number or the unionid that it is the same person. */
async function isAgentOf(db: Db, { agentId }: Card, opener: Opener): Promise<boolean> {
  if (opener.agentId === agentId) return true
  const rows = await db.query<unknown[]>(
    'SELECT 1 FROM wechat_accounts WHERE agentId = ? AND (unionid = ? OR phoneHash = ?) LIMIT 1',
    [agentId, opener.unionid, opener.phoneHash],
  )
  return rows.length > 0
}

async function isAddressee(db: Db, card: Card, opener: Opener): Promise<boolean> {
  if (opener.recordId !== null && opener.recordId === card.friendRecordId) return true
  const rows = await db.query<unknown[]>('SELECT 1 FROM referral_addressees WHERE referralId = ? AND accountId = ?', [
    card.id,
    opener.id,
  ])
  return rows.length > 0
}

/** Whether one of these records came before the referrer: referred the referrer, or whoever did, and so on. */
async function isAncestor(db: Db, referrerRecordId: string, records: readonly RecordOfOpener[]): Promise<boolean> {
  if (records.length === 0) return false
  const rows = await db.query<unknown[]>(
    `WITH RECURSIVE earlier (recordId) AS (
       SELECT referrerRecordId FROM referrals WHERE friendRecordId = ?
       UNION
       SELECT f.referrerRecordId FROM referrals f JOIN earlier e ON f.friendRecordId = e.recordId
     ) SELECT recordId FROM earlier WHERE recordId IN (?) LIMIT 1`,
    [referrerRecordId, records.map(({ id }) => id)],
  )
  return rows.length > 0
}

function isReferrer(card: Card, opener: Opener, records: readonly RecordOfOpener[]): boolean {
  if (opener.id === card.referrerAccountId) return true
  if (records.some(({ id }) => id === card.referrerRecordId)) return true
  const hashes = [card.referrerPhoneHash, card.referrerAccountPhoneHash]
  return opener.phoneHash !== null && hashes.some((hash) => hash?.equals(opener.phoneHash!))
}
