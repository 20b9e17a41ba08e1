import { Injectable } from '@nestjs/common'
import type {
  AttributedOutcomesQuery,
  AttributedOutcomeView,
  AttributionQuery,
  AttributionView,
} from '@quanke/shared/contracts/attribution'
import type { Page } from '@quanke/shared/contracts/common'
import { NO_SHARE, OTHER_ROWS, type OutcomeKind } from '@quanke/shared/domain/attribution'
import { sceneLabel } from '@quanke/shared/domain/scene'
import { DataSource } from 'typeorm'
import { SOMEBODY } from '../clients/provenance.rules'
import type { AgentActor } from '../core/actor'
import { Clock } from '../core/clock'
import { PAGE_SIZE, cursorOf, idIn, instantIn, pageOf, readCursor } from '../core/cursor'
import type { CsvFile } from '../core/csv'
import { shareTitles } from '../shares/share.queries'
import { noteExport } from '../sources/note-export'
import { boardOf } from '../sources/source-scope'
import { creditsFor, rowsOf, WHOLE, type Credits } from './attribute.rules'
import { attributionOf, type AttributedOutcome, type PathStep } from './attribution'
import { attributionTable } from './attribution-table.rules'
import { attributionLabels } from './label.queries'
import { mayBeNamed } from './named.rules'

const MOST_ROWS = 50
const DAYS = 90

/** What led to outcomes, under every model side by side. */
@Injectable()
export class AttributionService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  async read(actor: AgentActor, query: AttributionQuery): Promise<AttributionView> {
    const { outcome, dimension } = query
    const board = await boardOf(this.db, actor, { days: DAYS, ...query }, this.clock.now())
    const found = await attributionOf(this.db, board, outcome, dimension)
    const rows = rowsOf(found.outcomes, MOST_ROWS)
    const keys = rows.map(({ key }) => key)
    const labels = await attributionLabels(this.db, dimension, keys, actor.agentId)
    return {
      outcome,
      dimension,
      ...board.period,
      whose: board.whose,
      agents: board.agents,
      lookBackDays: found.lookBackDays,
      outcomes: found.outcomes.length,
      withoutShare: rows.find(({ key }) => key === NO_SHARE.key)?.outcomes ?? 0,
      otherPeople: found.otherPeople,
      rows: rows.map((row) => ({ ...row, label: labels.get(row.key)! })),
      isCut: found.isCut,
    }
  }

  /** The rows under every model as a table, to take along. */
  async table(actor: AgentActor, query: AttributionQuery): Promise<CsvFile> {
    const view = await this.read(actor, query)
    const { outcome, dimension, from, to, rows } = view
    const keys = rows.map(({ key }) => key)
    const at = this.clock.now()
    await noteExport(this.db, actor, 'attribution.exported', { keys, at, outcome, dimension, from, to })
    return attributionTable(view)
  }

  /** The outcomes behind a figure, latest first, each with its way. */
  async outcomes(actor: AgentActor, query: AttributedOutcomesQuery): Promise<Page<AttributedOutcomeView>> {
    const { outcome, dimension, row, cursor, limit = PAGE_SIZE } = query
    const start = readCursor(cursor, 2)
    const before = start && { at: instantIn(start[0]), id: idIn(start[1]) }
    const board = await boardOf(this.db, actor, { days: DAYS, ...query }, this.clock.now())
    const found = await attributionOf(this.db, board, outcome, dimension)
    const behind = outcomesBehind(found.outcomes, row).filter(({ line }) => isBefore(line, before))
    const shown = behind.slice(0, limit + 1)
    const titles = await shareTitles(this.db, [
      ...new Set(shown.flatMap(({ path }) => path.map(({ shareId }) => shareId))),
    ])
    const nameOf = sharerNames(actor.agentId, new Set(board.agentIds))
    return pageOf(
      shown,
      limit,
      ({ line: { at, id } }) => cursorOf(at, id),
      (one) =>
        outcomeView(one, outcome, (step, index) => ({
          row: step.key,
          channel: step.share.channel,
          item: { kind: step.share.subject, title: titles.get(step.shareId) ?? '' },
          sharer: nameOf(step),
          scene: sceneLabel(step.scene),
          at: step.at.toISOString(),
          credits: one.bySteps[index]!,
        })),
    )
  }
}

type Behind = AttributedOutcome & { credits: Credits }

function outcomesBehind(outcomes: readonly AttributedOutcome[], row: string | undefined): Behind[] {
  if (row === undefined) return outcomes.map((one) => ({ ...one, credits: WHOLE }))
  const shown = row === OTHER_ROWS.key ? new Set(rowsOf(outcomes, MOST_ROWS).map(({ key }) => key)) : new Set<string>()
  return outcomes.flatMap((one) => {
    const credits = creditsFor(one, row, shown)
    return credits ? [{ ...one, credits }] : []
  })
}

const isBefore = (line: AttributedOutcome['line'], before: { at: Date; id: string } | null): boolean =>
  before === null ||
  line.at < before.at ||
  (line.at.getTime() === before.at.getTime() && BigInt(line.id) < BigInt(before.id))

function outcomeView(
  { line, path, credits }: Behind,
  outcome: OutcomeKind,
  stepView: (step: PathStep, index: number) => AttributedOutcomeView['path'][number],
): AttributedOutcomeView {
  const isNamed = mayBeNamed({
    isClient: line.displayName !== null,
    showsActivity: Number(line.showsActivity) === 1,
    shareIds: path.map(({ shareId }) => shareId),
    sourceShareIds: [line.sourceShareId, line.sourceCardId],
  })
  return {
    id: line.id,
    outcome,
    at: line.at.toISOString(),
    who: isNamed ? (line.displayName ?? SOMEBODY) : SOMEBODY,
    clientId: isNamed ? line.recordId : null,
    path: path.map(stepView),
    credits,
  }
}

/** Agents by name, the reader as 「我」, the clients whom the reader may know by name, everybody else as a friend. */
function sharerNames(ownAgentId: string, agentIds: ReadonlySet<string>): (step: PathStep) => string {
  return ({ share: { sharerAgentId, sharerAgentName, sharerName, sharerOwnerId } }) => {
    if (sharerAgentId === ownAgentId) return '我'
    if (sharerAgentName !== null) return sharerAgentName
    return sharerName !== null && sharerOwnerId !== null && agentIds.has(sharerOwnerId) ? sharerName : SOMEBODY
  }
}
