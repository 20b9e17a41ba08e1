import type { BindingRule } from '@quanke/shared/domain/client'
import type { ReferralStatus } from '@quanke/shared/domain/referral'
import type { ReferralMover } from '@quanke/shared/domain/referral-words'
import type { DataSource, EntityManager } from 'typeorm'

type Db = DataSource | EntityManager

export interface ArrivalLine {
  shareId: string
  at: Date
  scene: number | null
  /** The WeChat chat group in which the card was opened. */
  chatGroupId: string | null
  accountId: string
  recordId: string | null
  entry: string | null
}

/** Who came first by which of these shares, among the next sharers and the client, with the number of the latest entry of it in the log of sources. */
export function arrivalLines(
  db: Db,
  shareIds: readonly string[],
  accountIds: readonly string[],
  recordId: string,
): Promise<ArrivalLine[]> {
  return db.query(
    `SELECT t.shareId, t.firstAt at, t.scene, t.chatGroupId, t.accountId, a.recordId,
            (SELECT MAX(e.seq) FROM provenance_persons p JOIN provenance_entries e ON e.person = p.commitment AND e.kind = 'arrival'
              WHERE p.accountId = t.accountId AND p.scope = 'share' AND p.scopeId = t.shareId) entry
       FROM touches t JOIN wechat_accounts a ON a.id = t.accountId
      WHERE t.shareId IN (?) AND (t.accountId IN (?) OR a.recordId = ?) ORDER BY t.firstAt, t.id`,
    [shareIds, accountIds, recordId],
  )
}

/** The entries of the log of sources in which these shares stand, by share. */
export async function shareEntries(db: Db, shareIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.query<{ refId: string; seq: string }[]>(
    "SELECT refId, seq FROM provenance_entries WHERE kind = 'share' AND refId IN (?)",
    [shareIds],
  )
  return new Map(rows.map(({ refId, seq }) => [refId, seq]))
}

export async function campaignNames(db: Db, shareIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.query<{ id: string; name: string }[]>(
    'SELECT s.id, c.name FROM shares s JOIN campaigns c ON c.id = s.campaignId WHERE s.id IN (?)',
    [shareIds],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export interface MoveLine {
  at: Date
  toStatus: ReferralStatus
  mover: ReferralMover
  entry: string | null
}

/** Every transition of the referral by which a record came. */
export function originMoves(db: Db, referralId: string): Promise<MoveLine[]> {
  return db.query(
    `SELECT m.at, m.toStatus, m.mover, e.seq entry FROM referral_moves m
       LEFT JOIN provenance_entries e ON e.kind = 'move' AND e.refId = m.id
      WHERE m.referralId = ? ORDER BY m.at, m.id LIMIT 50`,
    [referralId],
  )
}

export interface BoundLine {
  at: Date
  rule: BindingRule
  entry: string
}

/** When accounts were tied to these records, and by which rule. */
export async function boundLines(db: Db, recordIds: readonly string[]): Promise<BoundLine[]> {
  const rows = await db.query<{ at: Date; facts: string; seq: string }[]>(
    "SELECT at, facts, seq FROM provenance_entries WHERE kind = 'bound' AND refId IN (?) ORDER BY seq LIMIT 50",
    [recordIds],
  )
  return rows.map(({ at, facts, seq }) => ({ at, rule: (JSON.parse(facts) as { rule: BindingRule }).rule, entry: seq }))
}

export interface OwnerLine {
  at: Date
  fromName: string | null
  toName: string | null
  rule: BindingRule
  entry: string | null
}

export interface MergeLine {
  at: Date
  entry: string
  kind: 'merged' | 'parted'
}

/** When one of these records became one with another, and two again. */
export function mergeLines(db: Db, recordIds: readonly string[]): Promise<MergeLine[]> {
  return db.query(
    `SELECT e.at, e.seq entry, e.kind FROM record_merges m
       JOIN provenance_entries e ON e.kind IN ('merged', 'parted') AND e.refId = m.id
      WHERE m.survivorRecordId IN (?) OR m.mergedRecordId IN (?) ORDER BY e.seq LIMIT 100`,
    [recordIds, recordIds],
  )
}

/** Every change of owner with its entry. */
export function ownerLines(db: Db, recordIds: readonly string[]): Promise<OwnerLine[]> {
  return db.query(
    `SELECT c.at, f.name fromName, n.name toName, c.rule, e.seq entry
       FROM ownership_changes c
       LEFT JOIN agents f ON f.id = c.fromAgentId
       LEFT JOIN agents n ON n.id = c.toAgentId
       LEFT JOIN provenance_entries e ON e.kind = 'owner' AND e.refId = c.id
      WHERE c.recordId IN (?) ORDER BY c.at, c.id LIMIT 200`,
    [recordIds],
  )
}
