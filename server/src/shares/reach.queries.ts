import type { ShareChannel, ShareSubject } from '@quanke/shared/domain/share'
import type { DataSource } from 'typeorm'

export interface OwnShareRow {
  id: string
  code: string
  subject: ShareSubject
  channel: ShareChannel
  createdAt: Date
}

export interface Reach {
  openedBy: number
  readBy: number
  passedOnBy: number
  becameClients: number
  assists: number
}

/** Whose account this is, as a value to count people by: all accounts of a client are one person. */
export const onePerson = (account: string): string =>
  `IF(${account}.recordId IS NULL, CONCAT('account:', ${account}.id), CONCAT('client:', ${account}.recordId))`

/** How many people opened this very share, a friend whom it has forgotten included, as a value. */
export const peopleWhoOpened = (share: string): string =>
  `(${touchedBy(share)} + (SELECT COUNT(*) FROM ${FORGOTTEN} WHERE f.shareId = ${share}.id))`

/** How many people read through this very share, as a value. */
export const peopleWhoRead = (share: string): string => touchedBy(share, 'AND t.readAt IS NOT NULL')

const touchedBy = (share: string, some = ''): string =>
  `(SELECT COUNT(DISTINCT ${onePerson('o')}) FROM touches t JOIN wechat_accounts o ON o.id = t.accountId WHERE t.shareId = ${share}.id ${some})`

/** The consents by referrals `f` whose friends took them back: outcomes `n` of nobody. */
export const FORGOTTEN =
  "referrals f JOIN outcomes n ON n.accountId IS NULL AND n.kind = 'referral_consented' AND n.subjectId = f.id"

/** The agent's own first shares, the newest first. */
export function ownShares(
  db: DataSource,
  accountId: string,
  after: { at: Date; id: string } | null,
  limit: number,
): Promise<OwnShareRow[]> {
  return db.query<OwnShareRow[]>(
    `SELECT id, code, subject, channel, createdAt FROM shares
      WHERE sharerAccountId = ? AND depth = 0 ${after ? 'AND (createdAt < ? OR (createdAt = ? AND id < ?))' : ''}
      ORDER BY createdAt DESC, id DESC LIMIT ?`,
    after ? [accountId, after.at, after.at, after.id, limit + 1] : [accountId, limit + 1],
  )
}

/** Whom each of these chains reached: distinct people over the whole tree below the root. */
export async function reachOf(db: DataSource, rootIds: readonly string[]): Promise<Map<string, Reach>> {
  const reach = new Map(
    rootIds.map((id) => [id, { openedBy: 0, readBy: 0, passedOnBy: 0, becameClients: 0, assists: 0 }]),
  )
  if (rootIds.length === 0) return reach
  const touched = await db.query<{ rootId: string; openedBy: string; readBy: string }[]>(
    `SELECT s.rootId, COUNT(DISTINCT ${onePerson('a')}) openedBy, COUNT(DISTINCT IF(t.readAt IS NULL, NULL, ${onePerson('a')})) readBy
       FROM shares s JOIN touches t ON t.shareId = s.id JOIN wechat_accounts a ON a.id = t.accountId
      WHERE s.rootId IN (?) GROUP BY s.rootId`,
    [rootIds],
  )
  for (const { rootId, openedBy, readBy } of touched)
    Object.assign(reach.get(rootId)!, { openedBy: Number(openedBy), readBy: Number(readBy) })
  const passed = await db.query<{ rootId: string; passedOnBy: string }[]>(
    `SELECT s.rootId, COUNT(DISTINCT ${onePerson('a')}) passedOnBy FROM shares s JOIN wechat_accounts a ON a.id = s.sharerAccountId
      WHERE s.rootId IN (?) AND s.depth > 0 GROUP BY s.rootId`,
    [rootIds],
  )
  for (const { rootId, passedOnBy } of passed) reach.get(rootId)!.passedOnBy = Number(passedOnBy)
  const clients = await db.query<{ rootId: string; becameClients: string }[]>(
    `SELECT s.rootId, COUNT(*) becameClients FROM shares s JOIN client_records r ON r.provenanceShareId = s.id AND r.status = 'active'
      WHERE s.rootId IN (?) GROUP BY s.rootId`,
    [rootIds],
  )
  for (const { rootId, becameClients } of clients) reach.get(rootId)!.becameClients = Number(becameClients)
  const assisted = await db.query<{ rootId: string; assists: string }[]>(
    `SELECT s.rootId, COUNT(DISTINCT r.id) assists FROM shares s
       JOIN touches t ON t.shareId = s.id
       JOIN wechat_accounts a ON a.id = t.accountId
       JOIN client_records r ON r.id = a.recordId AND r.status = 'active' AND r.ownerAgentId <> s.agentId
      WHERE s.rootId IN (?) GROUP BY s.rootId`,
    [rootIds],
  )
  for (const { rootId, assists } of assisted) reach.get(rootId)!.assists = Number(assists)
  return reach
}

/** Over how many hands the chain went at most. */
export async function deepestOf(db: DataSource, rootId: string): Promise<number> {
  const [row] = await db.query<{ deepest: number | null }[]>('SELECT MAX(depth) deepest FROM shares WHERE rootId = ?', [
    rootId,
  ])
  return row?.deepest ?? 0
}
