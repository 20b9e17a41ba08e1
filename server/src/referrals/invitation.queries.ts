import { SHARE_CODE } from '@quanke/shared/domain/share'
import type { DataSource, EntityManager } from 'typeorm'
import { Refused } from '../core/refused'
import { hasAdviser, statusNow, type AcceptFacts } from './referral.rules'
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
}

interface RecordOfOpener {
  id: string
  ownerAgentId: string | null
  isActive: number
}

/** The card with this code. Unknown and malformed codes, and cards of people who left, are all not found. */
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
           JOIN client_records r ON r.id = f.referrerRecordId AND r.status = 'active'
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
    'SELECT id, recordId, agentId, phoneHash FROM wechat_accounts WHERE id = ?',
    [accountId],
  )
  return opener ?? null
}

/** What the rules on accepting and declining look at, as it stands now. */
export async function acceptFacts(db: Db, card: Card, opener: Opener, now: Date): Promise<AcceptFacts> {
  const records = await recordsOf(db, opener)
  const bound = records.find(({ id }) => id === opener.recordId) ?? (records.length === 1 ? records[0] : undefined)
  return {
    status: statusNow(card, now),
    isReferrer: isReferrer(card, opener, records),
    isReferrersAgent: opener.agentId === card.agentId,
    isAgentActive: Number(card.isAgentActive) === 1,
    hasAdviser: hasAdviser(
      bound ? { ownerAgentId: bound.ownerAgentId, isActive: Number(bound.isActive) === 1 } : null,
      card.agentId,
    ),
  }
}

/** Records of the person: the bound one, and those with the same verified phone number. */
function recordsOf(db: Db, { recordId, phoneHash }: Opener): Promise<RecordOfOpener[]> {
  return db.query<RecordOfOpener[]>(
    `SELECT id, ownerAgentId, status = 'active' isActive FROM client_records
      WHERE status <> 'merged' AND (id = ? OR phoneHash = ?) ORDER BY id LIMIT 3`,
    [recordId, phoneHash],
  )
}

function isReferrer(card: Card, opener: Opener, records: readonly RecordOfOpener[]): boolean {
  if (opener.id === card.referrerAccountId) return true
  if (records.some(({ id }) => id === card.referrerRecordId)) return true
  const hashes = [card.referrerPhoneHash, card.referrerAccountPhoneHash]
  return opener.phoneHash !== null && hashes.some((hash) => hash?.equals(opener.phoneHash!))
}
