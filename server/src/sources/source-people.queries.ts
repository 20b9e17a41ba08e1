import type { AssistSide, SourceDimension, SourceStage } from '@quanke/shared/domain/source'
import type { DataSource } from 'typeorm'
import { showsActivity } from '../consents/consent.queries'
import { instantsOf, peopleOf, ROW_KEYS, STAGES, WITH_SHARE, type Cohort } from './source-people'
import { ASSISTED } from './source.queries'

export interface PersonLine extends Record<Exclude<SourceStage, 'came'>, string> {
  origin: string
  agentId: string
  recordId: string | null
  isOwn: string
  shareId: string | null
  channelKey: string
  at: Date
  becameClientAt: Date | null
  clientName: string | null
  agentName: string
  showsActivity: string
}

export interface PeopleFilter {
  by: SourceDimension
  /** The key of a row, or the keys that are none of the rest's. */
  row: { key: string } | { notIn: readonly string[] } | null
  stage: SourceStage | null
  before: { at: Date; origin: number } | null
  limit: number
}

/** The people behind a figure, latest first, one more than asked for. Names come with own clients only. */
export function personLines(db: DataSource, cohort: Cohort, filter: PeopleFilter): Promise<PersonLine[]> {
  const people = peopleOf(cohort)
  const { key, join } = ROW_KEYS[filter.by]
  const { row, stage, before, limit } = filter
  return db.query<PersonLine[]>(
    `${people.text} SELECT c.*, r.displayName clientName, g.name agentName,
            ${showsActivity('c.recordId')} showsActivity
       FROM (SELECT p.agentId, p.recordId, p.isOwn, p.shareId, p.at, p.origin, p.becameClientAt, ${key} rowKey,
                    ${ROW_KEYS.channel.key} channelKey, ${STAGES}
               FROM people p ${WITH_SHARE} ${join}) c
       JOIN agents g ON g.id = c.agentId
       LEFT JOIN client_records r ON r.id = c.recordId AND c.isOwn = 1
      WHERE 1 = 1 ${stage === null ? '' : `AND c.\`${stage}\` = 1`}
        ${row === null ? '' : 'key' in row ? 'AND c.rowKey = ?' : 'AND c.rowKey NOT IN (?)'}
        ${before === null ? '' : 'AND (c.at < ? OR (c.at = ? AND c.origin < ?))'}
      ORDER BY c.at DESC, c.origin DESC LIMIT ?`,
    [
      ...people.values,
      ...(row === null ? [] : ['key' in row ? row.key : row.notIn]),
      ...(before === null ? [] : [before.at, before.at, before.origin]),
      limit + 1,
    ],
  )
}

export interface AssistLine {
  touchId: string
  recordId: string
  shareId: string
  at: Date
  clientName: string
  otherAgentName: string
}

/** The clients behind a number of assists, latest first, one more than asked for. */
export function assistLines(
  db: DataSource,
  { agentIds, period }: Cohort,
  side: AssistSide,
  before: { at: Date; id: string } | null,
  limit: number,
): Promise<AssistLine[]> {
  return db.query(
    `SELECT c.touchId, c.recordId, c.shareId, c.firstAt at, r.displayName clientName, g.name otherAgentName
       FROM (${ASSISTED[side]}) c JOIN client_records r ON r.id = c.recordId JOIN agents g ON g.id = c.otherAgentId
      WHERE c.nth = 1 ${before === null ? '' : 'AND (c.firstAt < ? OR (c.firstAt = ? AND c.touchId < ?))'}
      ORDER BY c.firstAt DESC, c.touchId DESC LIMIT ?`,
    [agentIds, ...instantsOf(period), ...(before === null ? [] : [before.at, before.at, before.id]), limit + 1],
  )
}
