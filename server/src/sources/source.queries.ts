import type { AssistSide, SourceDimension } from '@quanke/shared/domain/source'
import type { DataSource } from 'typeorm'
import type { Ranked } from './delay.rules'
import { pointDays } from './period.rules'
import { BY_SHARE, instantsOf, peopleOf, ROW_KEYS, STAGES, WITH_SHARE, type Cohort } from './source-people'
import { NOBODY, type KeyedTally, type Tally } from './source.rules'

const SUMS = Object.keys(NOBODY)
  .map((name) => `SUM(\`${name}\`) \`${name}\``)
  .join(', ')
const FLAGS = `${STAGES}, ${BY_SHARE} reached, ${BY_SHARE} AND p.isOwn turned`

/** The largest rows of a board with their counts, and the row "none" if there is one. */
export async function rowTallies(
  db: DataSource,
  cohort: Cohort,
  by: SourceDimension,
  most: number,
): Promise<KeyedTally[]> {
  const people = peopleOf(cohort)
  const { key, join } = ROW_KEYS[by]
  const rows = await db.query<(Record<keyof Tally, string> & { rowKey: string })[]>(
    `${people.text} SELECT rowKey, ${SUMS}
       FROM (SELECT ${key} rowKey, ${FLAGS} FROM people p ${WITH_SHARE} ${join}) counted
      GROUP BY rowKey ORDER BY rowKey = 'none' DESC, came DESC, consented DESC, rowKey LIMIT ?`,
    [...people.values, most + 1],
  )
  return rows.map(({ rowKey, ...row }) => ({ key: rowKey, ...numbers(row) }))
}

/** The counts of each point of the trend, by its distance from the end. */
export async function trendTallies(db: DataSource, cohort: Cohort): Promise<Map<number, Tally>> {
  const people = peopleOf(cohort)
  const rows = await db.query<(Record<keyof Tally, string> & { point: string })[]>(
    `${people.text} SELECT point, ${SUMS}
       FROM (SELECT FLOOR(DATEDIFF(?, DATE(p.at + INTERVAL 8 HOUR)) / ?) point, ${FLAGS} FROM people p) counted GROUP BY point`,
    [...people.values, cohort.period.to, pointDays(cohort.period)],
  )
  return new Map(rows.map(({ point, ...row }) => [Number(point), numbers(row)]))
}

/** Seconds from the first touch to the consent, those that lie beside a quartile. */
export async function delaysAtQuartiles(db: DataSource, cohort: Cohort): Promise<Ranked[]> {
  const people = peopleOf(cohort)
  const rows = await db.query<Record<keyof Ranked, string>[]>(
    `${people.text} SELECT value, nth, count
       FROM (SELECT value, ROW_NUMBER() OVER (ORDER BY value) nth, COUNT(*) OVER () count
               FROM (SELECT TIMESTAMPDIFF(SECOND, p.at, p.becameClientAt) value FROM people p WHERE p.isOwn = 1 AND p.shareId IS NOT NULL) delays
            ) ranked
      WHERE nth - 1 IN (FLOOR((count - 1) * 0.25), CEIL((count - 1) * 0.25), FLOOR((count - 1) * 0.5), CEIL((count - 1) * 0.5),
                        FLOOR((count - 1) * 0.75), CEIL((count - 1) * 0.75))`,
    people.values,
  )
  return rows.map(({ value, nth, count }) => ({ value: Number(value), nth: Number(nth), count: Number(count) }))
}

/** Clients whom a share of somebody else's agent reached in the period, each once for each of the board's agents: the first such touch. */
export const ASSISTED: Record<AssistSide, string> = {
  given: `SELECT t.agentId boardAgentId, r.id recordId, r.ownerAgentId otherAgentId, t.id touchId, t.firstAt, t.shareId,
                 ROW_NUMBER() OVER (PARTITION BY t.agentId, r.id ORDER BY t.firstAt, t.id) nth
            FROM touches t
            JOIN wechat_accounts a ON a.id = t.accountId
            JOIN client_records r ON r.id = a.recordId AND r.status = 'active' AND r.ownerAgentId <> t.agentId
           WHERE t.agentId IN (?) AND t.firstAt >= ? AND t.firstAt < ?`,
  received: `SELECT r.ownerAgentId boardAgentId, r.id recordId, t.agentId otherAgentId, t.id touchId, t.firstAt, t.shareId,
                 ROW_NUMBER() OVER (PARTITION BY r.id ORDER BY t.firstAt, t.id) nth
            FROM client_records r
            JOIN wechat_accounts a ON a.recordId = r.id
            JOIN touches t ON t.accountId = a.id AND t.agentId <> r.ownerAgentId
           WHERE r.ownerAgentId IN (?) AND r.status = 'active' AND t.firstAt >= ? AND t.firstAt < ?`,
}

export async function assistCounts(db: DataSource, { agentIds, period }: Cohort): Promise<Record<AssistSide, number>> {
  const values = [agentIds, ...instantsOf(period)]
  const [row] = await db.query<Record<AssistSide, string>[]>(
    `SELECT (SELECT COUNT(*) FROM (${ASSISTED.given}) g WHERE nth = 1) given,
            (SELECT COUNT(*) FROM (${ASSISTED.received}) v WHERE nth = 1) received`,
    [...values, ...values],
  )
  return { given: Number(row!.given), received: Number(row!.received) }
}

const numbers = (row: Record<keyof Tally, string>): Tally =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)])) as Tally
