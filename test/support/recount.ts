import type { DataSource } from 'typeorm'

const SCOPES: Record<string, string> = {
  agent: 'agentId',
  all: '0',
  client: 'recordId',
  content: "IF(subject = 'content', subjectId, NULL)",
  event: "IF(subject = 'event', subjectId, NULL)",
  group: "IF(subject = 'group', subjectId, NULL)",
  share: 'shareId',
}

/** Every roll-up row that differs from what counting the raw engagements gives; an exact database answers []. */
export async function recount(db: Pick<DataSource, 'query'>): Promise<unknown[]> {
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

/** Every reading that says something else than the engagements do; an exact database answers []. */
export function recountReadings(db: DataSource): Promise<unknown[]> {
  return db.query(
    differences(
      'accountId, contentId, furthestPercent, seconds, firstAt, lastAt, readAt IS NOT NULL isRead',
      'readings',
      `SELECT accountId, subjectId, MAX(COALESCE(percent, 0)), SUM(COALESCE(seconds, 0)), MIN(occurredAt), MAX(occurredAt),
              MAX(kind = 'read' AND percent >= 80)
         FROM engagements WHERE subject = 'content' AND kind IN ('viewed', 'read') GROUP BY accountId, subjectId`,
    ),
  )
}

/** Every touch that says something else than the engagements do; an exact database answers []. */
export function recountTouches(db: DataSource): Promise<unknown[]> {
  return db.query(
    differences(
      'accountId, shareId, firstAt, lastAt, readAt IS NOT NULL isRead',
      'touches',
      `SELECT e.accountId, e.shareId, MIN(e.occurredAt), MAX(e.occurredAt), MAX(e.kind = 'read' AND e.percent >= 80)
         FROM engagements e JOIN shares s ON s.id = e.shareId AND s.sharerAccountId <> e.accountId
        GROUP BY e.accountId, e.shareId`,
    ),
  )
}

/** Rows that only one of the two has. */
const differences = (columns: string, table: string, counted: string): string =>
  `(SELECT ${columns} FROM ${table} EXCEPT (${counted})) UNION ALL ((${counted}) EXCEPT SELECT ${columns} FROM ${table})`
