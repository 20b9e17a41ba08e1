import type { DataSource, EntityManager } from 'typeorm'
import { onePerson } from '../shares/reach.queries'
import type { ChatGroupName } from './chat-group-name.entity'

type Db = DataSource | EntityManager

export interface ChatGroupLine extends ChatGroupName {
  people: string
}

/** 「群聊 1」, as long as the agent has given no name. */
export const chatGroupName = ({ number, name }: Pick<ChatGroupName, 'number' | 'name'>): string =>
  name ?? `群聊 ${number}`

/** What this agent calls these chat groups, by id; groups that are none of the agent's are left out. */
export async function chatGroupNames(db: Db, agentId: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.query<ChatGroupName[]>(
    'SELECT * FROM chat_group_names WHERE agentId = ? AND chatGroupId IN (?)',
    [agentId, ids],
  )
  return new Map(rows.map((row) => [row.chatGroupId, chatGroupName(row)]))
}

const LINE = `n.*, (SELECT COUNT(DISTINCT ${onePerson('a')}) FROM touches t JOIN wechat_accounts a ON a.id = t.accountId
    WHERE t.chatGroupId = n.chatGroupId AND t.agentId = n.agentId) people`

/** The chat groups of an agent, the one that came up last first, one more than asked for. */
export function chatGroupLines(
  db: Db,
  agentId: string,
  beforeNumber: number | null,
  limit: number,
): Promise<ChatGroupLine[]> {
  return db.query(
    `SELECT ${LINE} FROM chat_group_names n WHERE n.agentId = ? ${beforeNumber === null ? '' : 'AND n.number < ?'}
      ORDER BY n.number DESC LIMIT ?`,
    [agentId, ...(beforeNumber === null ? [] : [beforeNumber]), limit + 1],
  )
}

/** One chat group of an agent, or null. */
export async function chatGroupLine(db: Db, agentId: string, id: string): Promise<ChatGroupLine | null> {
  const [row] = await db.query<ChatGroupLine[]>(
    `SELECT ${LINE} FROM chat_group_names n WHERE n.agentId = ? AND n.chatGroupId = ?`,
    [agentId, id],
  )
  return row ?? null
}
