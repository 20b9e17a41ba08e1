import type { DataSource } from 'typeorm'

const SCOPES: Record<string, string> = {
  agent: 'agentId',
  all: '0',
  client: 'recordId',
  content: "IF(subject = 'content', subjectId, NULL)",
  group: "IF(subject = 'group', subjectId, NULL)",
  share: 'shareId',
}

/** Every roll-up row that differs from what counting the raw engagements gives; an exact database answers []. */
export async function recount(db: DataSource): Promise<unknown[]> {
  const counted = Object.entries(SCOPES)
    .map(
      ([scope, column]) =>
        `SELECT '${scope}' scope, ${column} scopeId, day, kind, COUNT(*) n, COALESCE(SUM(seconds), 0) s FROM engagements
          WHERE ${column} IS NOT NULL GROUP BY scopeId, day, kind`,
    )
    .join(' UNION ALL ')
  const key = 'scope, scopeId, day, kind'
  return db.query(
    `SELECT ${key}, SUM(n) difference, SUM(s) secondsDifference FROM (
       SELECT ${key}, CAST(count AS SIGNED) n, CAST(seconds AS SIGNED) s FROM engagement_totals
       UNION ALL SELECT scope, scopeId, day, kind, -n, -s FROM (${counted}) raw
     ) both_sides GROUP BY ${key} HAVING difference <> 0 OR secondsDifference <> 0`,
  )
}
