import type { DataSource, EntityManager } from 'typeorm'

/** How many people opened this agent's shares since then, and how many of them read to the mark. Each person counts once. */
export async function reachSince(
  db: DataSource | EntityManager,
  agentId: string,
  since: Date,
): Promise<{ opened: number; readers: number }> {
  const [row] = await db.query<{ opened: string; readers: string }[]>(
    `SELECT COUNT(DISTINCT accountId) opened, COUNT(DISTINCT CASE WHEN readAt >= ? THEN accountId END) readers
       FROM touches WHERE agentId = ? AND lastAt >= ?`,
    [since, agentId, since],
  )
  return { opened: Number(row?.opened), readers: Number(row?.readers) }
}
