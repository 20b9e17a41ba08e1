import type { ShareChannel, ShareSubject } from '@quanke/shared/domain/share'
import type { DataSource, EntityManager } from 'typeorm'
import type { Arrival } from './path.rules'

type Db = DataSource | EntityManager

export interface People {
  /** By record: all accounts of it are one person. */
  recordIds: readonly string[]
  accountIds: readonly string[]
}

/** Who is one person: the record with all its accounts, or an account without one. */
export const personOf = ({ recordId, accountId }: { recordId: string | null; accountId: string | null }): string =>
  recordId === null ? `account ${accountId}` : `record ${recordId}`

type TouchLine = Arrival & { accountId: string; recordId: string | null }

/** Every arrival of these people by a share since then, by person. */
export async function arrivalsOf(
  db: Db,
  { recordIds, accountIds }: People,
  since: Date,
): Promise<Map<string, Arrival[]>> {
  const read = (where: string, ids: readonly string[]) =>
    ids.length === 0
      ? []
      : db.query<TouchLine[]>(
          `SELECT t.*, t.firstAt at, a.recordId FROM wechat_accounts a JOIN touches t ON t.accountId = a.id
            WHERE ${where} IN (?) AND t.firstAt >= ?`,
          [ids, since],
        )
  const lines = [...(await read('a.recordId', recordIds)), ...(await read('a.id', accountIds))]
  const byPerson = new Map<string, Arrival[]>()
  for (const line of lines) {
    const person = personOf(line)
    const { shareId, at, scene, chatGroupId = null } = line
    byPerson.set(person, [...(byPerson.get(person) ?? []), { shareId, at, scene, chatGroupId }])
  }
  return byPerson
}

/** A share with who made it. */
export interface ShareLine {
  id: string
  agentId: string | null
  subject: ShareSubject
  subjectId: string
  channel: ShareChannel
  campaignId: string | null
  createdAt: Date
  sharerAccountId: string
  sharerRecordId: string | null
  sharerAgentId: string | null
  sharerAgentName: string | null
  /** Set when the sharer is a client in force. */
  sharerName: string | null
  sharerOwnerId: string | null
}

export async function sharesWithSharers(db: Db, ids: readonly string[]): Promise<Map<string, ShareLine>> {
  if (ids.length === 0) return new Map()
  const rows = await db.query<ShareLine[]>(
    `SELECT s.id, s.agentId, s.subject, s.subjectId, s.channel, s.campaignId, s.createdAt, s.sharerAccountId, h.recordId sharerRecordId,
            g.id sharerAgentId, g.name sharerAgentName, k.displayName sharerName, k.ownerAgentId sharerOwnerId
       FROM shares s
       LEFT JOIN wechat_accounts h ON h.id = s.sharerAccountId
       LEFT JOIN agents g ON g.id = h.agentId
       LEFT JOIN client_records k ON k.id = h.recordId AND k.status = 'active'
      WHERE s.id IN (?)`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}
