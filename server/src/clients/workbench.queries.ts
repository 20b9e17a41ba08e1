import type { DataSource, EntityManager } from 'typeorm'
import { onePerson } from '../shares/reach.queries'

/** How many people opened this agent's shares since then, and how many of them read to the mark. Each person counts once. */
export async function reachSince(
  db: DataSource | EntityManager,
  agentId: string,
  since: Date,
): Promise<{ opened: number; readers: number }> {
  const [row] = await db.query<{ opened: string; readers: string }[]>(
    `SELECT COUNT(DISTINCT ${onePerson('a')}) opened, COUNT(DISTINCT CASE WHEN t.readAt >= ? THEN ${onePerson('a')} END) readers
       FROM touches t JOIN wechat_accounts a ON a.id = t.accountId WHERE t.agentId = ? AND t.lastAt >= ?`,
    [since, agentId, since],
  )
  return { opened: Number(row?.opened), readers: Number(row?.readers) }
}
