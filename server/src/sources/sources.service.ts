import { Injectable } from '@nestjs/common'
import type { Page } from '@quanke/shared/contracts/common'
import type {
  SourceAssistsQuery,
  SourceAssistView,
  SourcePeopleQuery,
  SourcePersonView,
  SourcesQuery,
  SourcesView,
} from '@quanke/shared/contracts/sources'
import {
  OTHER_SOURCES,
  SMALL_SAMPLE,
  SOURCE_CHANNELS,
  sourceStages,
  type SourceChannel,
} from '@quanke/shared/domain/source'
import { DataSource } from 'typeorm'
import { SOMEBODY } from '../clients/provenance.rules'
import type { AgentActor } from '../core/actor'
import { Clock } from '../core/clock'
import { PAGE_SIZE, cursorOf, idIn, instantIn, numberIn, pageOf, readCursor } from '../core/cursor'
import type { CsvFile } from '../core/csv'
import { quartiles } from './delay.rules'
import { noteExport } from './note-export'
import { trendPeriods } from './period.rules'
import { assistLines, personLines, type PeopleFilter, type PersonLine } from './source-people.queries'
import { rowLabels, thingsShared } from './source-labels.queries'
import { boardOf, type Board } from './source-scope'
import { sourceTable } from './source-table.rules'
import { assistCounts, delaysAtQuartiles, rowTallies, trendTallies } from './source.queries'
import { boardRows, countsOf, mayBeNamed, NOBODY, rateOf, sumOf, toldStages } from './source.rules'

const MOST_ROWS = 50
const DAY_SECONDS = 86_400

/** Where people came from, computed from how the tables stand at the moment: what merges, moves or is withdrawn is right at once. */
@Injectable()
export class SourcesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The board: rows, totals, trend, time to the consent, assists. */
  async board(actor: AgentActor, query: SourcesQuery): Promise<SourcesView> {
    const { by = 'channel' } = query
    const board = await boardOf(this.db, actor, query, this.clock.now())
    const [found, trend, delays, assists] = await Promise.all([
      rowTallies(this.db, board, by, MOST_ROWS),
      trendTallies(this.db, board),
      delaysAtQuartiles(this.db, board),
      assistCounts(this.db, board),
    ])
    const totals = sumOf([...trend.values()])
    const rows = boardRows(found, totals, MOST_ROWS)
    const keys = rows.map(({ key }) => key)
    const labels = await rowLabels(this.db, by, keys, actor.agentId)
    const points = trendPeriods(board.period)
    return {
      by,
      ...board.period,
      whose: board.whose,
      agents: board.agents,
      totals: countsOf(totals),
      rate: rateOf(totals),
      rows: rows.map((row) => ({
        key: row.key,
        label: labels.get(row.key)!,
        counts: countsOf(row),
        rate: rateOf(row),
      })),
      trend: points.map((point, index) => ({
        ...point,
        counts: countsOf(trend.get(points.length - 1 - index) ?? NOBODY),
      })),
      toConsent: inDays(quartiles(delays)),
      assists,
      isSmall: totals.reached < SMALL_SAMPLE,
    }
  }

  /** The rows of the board as a table, to take along. */
  async table(actor: AgentActor, query: SourcesQuery): Promise<CsvFile> {
    const view = await this.board(actor, query)
    const { by, from, to, rows } = view
    const keys = rows.map(({ key }) => key)
    await noteExport(this.db, actor, 'sources.exported', { keys, at: this.clock.now(), by, from, to })
    return sourceTable(view)
  }

  /** Who is behind a figure of the board, latest first. */
  async people(actor: AgentActor, query: SourcePeopleQuery): Promise<Page<SourcePersonView>> {
    const { by = 'channel', row, stage, cursor, limit = PAGE_SIZE } = query
    const start = readCursor(cursor, 2)
    const before = start && { at: instantIn(start[0]), origin: numberIn(start[1]) }
    const board = await boardOf(this.db, actor, query, this.clock.now())
    const lines = await personLines(this.db, board, {
      by,
      row: await this.rowFilter(board, by, row),
      stage: stage ?? null,
      before,
      limit,
    })
    const things = await thingsShared(
      this.db,
      lines.flatMap(({ shareId }) => shareId ?? []),
    )
    return pageOf(
      lines,
      limit,
      ({ at, origin }) => cursorOf(at, Number(origin)),
      (line) => personView(line, things, stage ?? null, board),
    )
  }

  /** The clients behind a number of assists, latest first. The other agent's client stays unnamed, and so does that agent. */
  async assists(actor: AgentActor, query: SourceAssistsQuery): Promise<Page<SourceAssistView>> {
    const { side, cursor, limit = PAGE_SIZE } = query
    const start = readCursor(cursor, 2)
    const before = start && { at: instantIn(start[0]), id: idIn(start[1]) }
    const board = await boardOf(this.db, actor, query, this.clock.now())
    const lines = await assistLines(this.db, board, side, before, limit)
    const things = await thingsShared(
      this.db,
      lines.map(({ shareId }) => shareId),
    )
    const isMine = side === 'received'
    return pageOf(
      lines,
      limit,
      ({ at, touchId }) => cursorOf(at, touchId),
      (line) => ({
        id: line.touchId,
        name: isMine ? line.clientName : SOMEBODY,
        clientId: isMine ? line.recordId : null,
        at: line.at.toISOString(),
        source: things.get(line.shareId) ?? '',
        agentName: isMine ? line.otherAgentName : null,
      }),
    )
  }

  /** "rest" is everybody outside the rows that the board shows. */
  private async rowFilter(board: Board, by: PeopleFilter['by'], row: string | undefined): Promise<PeopleFilter['row']> {
    if (row === undefined) return null
    if (row !== OTHER_SOURCES) return { key: row }
    const found = await rowTallies(this.db, board, by, MOST_ROWS)
    const shown = boardRows(found, sumOf(found), MOST_ROWS).map(({ key }) => key)
    return { notIn: ['', ...shown.filter((key) => key !== OTHER_SOURCES)] }
  }
}

function personView(
  line: PersonLine,
  things: ReadonlyMap<string, string>,
  listed: PeopleFilter['stage'],
  { agents }: Board,
): SourcePersonView {
  const [isOwn, showsActivity] = [Number(line.isOwn) === 1, Number(line.showsActivity) === 1]
  const isNamed = mayBeNamed({ isOwn, showsActivity, listed })
  const reached = sourceStages.filter((stage) => stage !== 'came' && Number(line[stage]) === 1)
  const channel = SOURCE_CHANNELS[line.channelKey as SourceChannel]
  const thing = things.get(line.shareId ?? '')
  const seconds =
    line.shareId !== null && line.becameClientAt ? (line.becameClientAt.getTime() - line.at.getTime()) / 1000 : null
  return {
    id: line.origin,
    name: isNamed ? (line.clientName ?? SOMEBODY) : SOMEBODY,
    clientId: isNamed ? line.recordId : null,
    at: line.at.toISOString(),
    source: thing ? `${channel}，${thing}` : channel,
    agentName: agents.length > 0 ? line.agentName : null,
    stages: toldStages(reached, isNamed, showsActivity),
    daysToConsent: isOwn && seconds !== null ? round(seconds / DAY_SECONDS) : null,
  }
}

const round = (days: number): number => Math.round(days * 10) / 10

function inDays(found: ReturnType<typeof quartiles>): SourcesView['toConsent'] {
  if (!found) return null
  const { people, median, lower, upper } = found
  const [middle, low, high] = [median, lower, upper].map((seconds) => round(seconds / DAY_SECONDS)) as [
    number,
    number,
    number,
  ]
  return { people, median: middle, lower: low, upper: high }
}
