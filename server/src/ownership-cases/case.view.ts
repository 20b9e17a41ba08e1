import type { CaseEvidenceView, CaseSideView, OwnershipCaseView } from '@quanke/shared/contracts/ownership-cases'
import {
  CASE_BASES,
  CASE_EXCEPTIONS,
  CASE_OUTCOMES,
  CASE_SIDES,
  CASE_STATUSES,
  CASE_STEPS,
  UNDECIDED_CASES,
  type CaseSide,
} from '@quanke/shared/domain/ownership-case'
import type { DataSource, EntityManager } from 'typeorm'
import type { Actor } from '../core/actor'
import { fromJson } from '../core/json'
import { readerOfCase, type CaseRow } from './case.queries'
import {
  appealRefusal,
  appealUntil,
  decideRefusal,
  evidenceRefusal,
  originLabel,
  outcomesOf,
  withdrawRefusal,
  type CaseReader,
} from './case.rules'
import type { OwnershipCaseEvidence } from './ownership-case-evidence.entity'
import type { OwnershipCaseStep } from './ownership-case-step.entity'
import { referencesIn } from './references.queries'

type Db = DataSource | EntityManager
type StepRow = OwnershipCaseStep & { byAgentId: string | null; byName: string | null }

/** These cases as this person may see them: each side its own, who decides both, and nobody's side the other's name. */
export async function caseViews(
  db: Db,
  actor: Actor,
  rows: readonly CaseRow[],
  now: Date,
): Promise<OwnershipCaseView[]> {
  const ids = rows.map(({ id }) => id)
  const steps = await stepsOf(db, ids)
  const evidence = await evidenceOf(db, ids)
  const isSideOf = (row: CaseRow) => ['holder', 'claimant'].includes(readerOfCase(row, actor))
  const pointersIn = (cases: readonly CaseRow[]) =>
    evidence.filter(({ caseId }) => cases.some(({ id }) => id === caseId)).flatMap(({ pointsTo }) => pointsTo)
  const toSide = await referencesIn(db, pointersIn(rows.filter(isSideOf)), actor.agentId)
  const toJudge = await referencesIn(db, pointersIn(rows.filter((row) => !isSideOf(row))), null)
  return rows.map((row) => {
    const reader = readerOfCase(row, actor)
    const isSide = isSideOf(row)
    const referenceOf = isSide ? toSide : toJudge
    const shown = evidence.filter((one) => one.caseId === row.id && (!isSide || one.side === reader))
    return caseView(row, reader, {
      now,
      steps: steps.filter(({ caseId }) => caseId === row.id),
      evidence: shown.map((one) => ({
        id: one.id,
        side: one.side,
        label: CASE_SIDES[row.origin][one.side],
        words: one.words,
        pointsTo: one.pointsTo.map(referenceOf),
        at: one.at.toISOString(),
      })),
    })
  })
}

interface Parts {
  now: Date
  steps: readonly StepRow[]
  evidence: CaseEvidenceView[]
}

function caseView(row: CaseRow, reader: CaseReader, { now, steps, evidence }: Parts): OwnershipCaseView {
  const isJudge = reader === 'decider' || reader === 'reader'
  const { outcome, decidedAt } = row
  return {
    id: row.id,
    origin: row.origin,
    originLabel: originLabel(row.origin, outcome),
    basisLabel: CASE_BASES[row.basis],
    status: row.status,
    statusLabel: CASE_STATUSES[row.status],
    openedAt: row.openedAt.toISOString(),
    deadlineAt: row.deadlineAt.toISOString(),
    isOverdue: UNDECIDED_CASES.includes(row.status) && now > row.deadlineAt,
    decider: deciderName(row),
    exception: row.exception && CASE_EXCEPTIONS[row.exception],
    role: reader,
    sides: (['holder', 'claimant'] as const).map((side) => sideView(row, side, reader)),
    evidence,
    decision: outcome &&
      decidedAt && {
        outcome,
        label: CASE_OUTCOMES[row.origin][outcome] ?? outcome,
        reason: row.decisionReason ?? '',
        at: decidedAt.toISOString(),
      },
    appeal: row.appealedByAgentId === null ? null : appealView(row, reader),
    appealUntil: row.status === 'decided' && decidedAt ? appealUntil(decidedAt).toISOString() : null,
    steps: steps.map((step) => ({
      step: step.step,
      label: CASE_STEPS[step.step],
      at: step.at.toISOString(),
      by: byOf(row, step, reader, isJudge),
    })),
    can: {
      giveEvidence: evidenceRefusal(row, reader) === null,
      appeal: appealRefusal(row, reader, now) === null,
      withdraw: withdrawRefusal(row, reader) === null,
      decide: outcomesOf(row.origin).filter((one) => decideRefusal(row, reader, one) === null),
    },
  }
}

/** Who has to decide. */
export const deciderName = ({ exception, levelName }: CaseRow): string =>
  exception === null ? `${levelName ?? ''}主管` : '合规人员'

function sideView(row: CaseRow, side: CaseSide, reader: CaseReader): CaseSideView {
  const isHolder = side === 'holder'
  const isJudge = reader === 'decider' || reader === 'reader'
  const isSeen = isJudge || reader === side
  const [id, name, owner] = isHolder
    ? [row.heldLivingId, row.heldName, row.heldOwnerId]
    : [row.otherLivingId, row.otherName, row.otherOwnerId]
  const agentId = isHolder ? row.holderAgentId : row.claimantAgentId
  // A client who is no longer this side's, or has withdrawn, is not named to it.
  const isNamed = id !== null && name !== null && owner !== null && (isJudge || (isSeen && owner === agentId))
  return {
    side,
    label: CASE_SIDES[row.origin][side],
    agentName: isSeen ? (isHolder ? row.holderName : row.claimantName) : null,
    client: isNamed ? { id, displayName: name } : null,
    isYou: reader === side,
  }
}

function appealView(row: CaseRow, reader: CaseReader): OwnershipCaseView['appeal'] {
  const side: CaseSide = row.appealedByAgentId === row.holderAgentId ? 'holder' : 'claimant'
  const isSeen = reader === 'decider' || reader === 'reader' || reader === side
  return { label: `${CASE_SIDES[row.origin][side]}提出申诉`, reason: isSeen ? row.appealReason : null }
}

function byOf(
  row: CaseRow,
  { step, byAgentId, byName, actorAccountId }: StepRow,
  reader: CaseReader,
  isJudge: boolean,
) {
  if (actorAccountId === null) return '系统'
  for (const side of ['holder', 'claimant'] as const)
    if (byAgentId !== null && byAgentId === (side === 'holder' ? row.holderAgentId : row.claimantAgentId)) {
      const label = CASE_SIDES[row.origin][side]
      return isJudge ? `${label} ${byName ?? ''}` : reader === side ? '您' : label
    }
  if (step === 'decided' || step === 'appeal_decided') return isJudge ? (byName ?? '合规人员') : '裁定人'
  return isJudge ? (byName ?? '合规人员') : '系统'
}

async function stepsOf(db: Db, ids: readonly string[]): Promise<StepRow[]> {
  if (ids.length === 0) return []
  return db.query(
    `SELECT s.*, a.agentId byAgentId, COALESCE(g.name, f.name) byName FROM ownership_case_steps s
       LEFT JOIN wechat_accounts a ON a.id = s.actorAccountId LEFT JOIN agents g ON g.id = a.agentId LEFT JOIN staff f ON f.id = a.staffId
      WHERE s.caseId IN (?) ORDER BY s.at, s.id LIMIT 2000`,
    [ids],
  )
}

async function evidenceOf(db: Db, ids: readonly string[]): Promise<OwnershipCaseEvidence[]> {
  if (ids.length === 0) return []
  const rows = await db.query<OwnershipCaseEvidence[]>(
    'SELECT * FROM ownership_case_evidence WHERE caseId IN (?) ORDER BY at, id LIMIT 2000',
    [ids],
  )
  return rows.map((row) => ({ ...row, pointsTo: fromJson<OwnershipCaseEvidence['pointsTo']>(row.pointsTo) }))
}
