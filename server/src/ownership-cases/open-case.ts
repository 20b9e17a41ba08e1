import {
  CASE_DAYS,
  CASE_TELLS,
  type CaseBasis,
  type CaseOrigin,
  type CaseRole,
  type CaseSide,
  type CaseStep,
} from '@quanke/shared/domain/ownership-case'
import type { EntityManager } from 'typeorm'
import { audit, type AuditActor } from '../core/audit'
import { daysBefore } from '../core/days'
import { addToOutbox } from '../core/outbox'
import { organizationSettings } from '../organization/organization.queries'
import { noteCase } from '../owner-notices/note-owner'
import { firstDecider } from './decider.queries'

export interface Opening {
  /** What the case is about: of one thing there is one case at a time. */
  openKey: string
  origin: CaseOrigin
  basis: CaseBasis
  heldRecordId: string
  otherRecordId: string | null
  holderAgentId: string
  claimantAgentId: string
  /** The key of a case that an agent states. */
  key: string | null
  /** Who stated it; null when the server found it by itself. */
  actorAccountId: string | null
  reason: string | null
  actor: AuditActor
  at: Date
}

/** Opens a case with whoever has to decide it, unless there is one about the same already; answers its id, and whether it is new. */
export async function openCase(tx: EntityManager, opening: Opening): Promise<{ id: string; isNew: boolean }> {
  const { openKey, holderAgentId, claimantAgentId, actor, at } = opening
  const [open] = await tx.query<{ id: string }[]>('SELECT id FROM ownership_cases WHERE openKey = ? FOR UPDATE', [
    openKey,
  ])
  if (open) return { id: open.id, isNew: false }
  const decider = await firstDecider(tx, holderAgentId, claimantAgentId)
  const { insertId } = await tx.query<{ insertId: string }>(
    `INSERT INTO ownership_cases (creationKey, openKey, origin, basis, heldRecordId, otherRecordId, holderAgentId, claimantAgentId, status,
                                  levelTeamId, exception, openedAt, deadlineAt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?)`,
    [
      opening.key, openKey, opening.origin, opening.basis, opening.heldRecordId, opening.otherRecordId, holderAgentId, claimantAgentId,
      decider.teamId, decider.exception, at, await deadlineAfter(tx, at),
    ], // prettier-ignore
  )
  const id = String(insertId)
  await noteStep(tx, { caseId: id, step: 'opened', actorAccountId: opening.actorAccountId, reason: opening.reason, at })
  const { heldRecordId, otherRecordId, origin } = opening
  await audit(tx, actor, 'case.opened', { kind: 'ownership-case', id }, at, { origin, heldRecordId, otherRecordId })
  return { id, isNew: true }
}

/** Until when a case is to be decided that came to its decider at this time. */
export async function deadlineAfter(tx: EntityManager, at: Date): Promise<Date> {
  const { caseDays = CASE_DAYS } = await organizationSettings(tx)
  return daysBefore(at, -caseDays)
}

export interface Step {
  caseId: string
  step: CaseStep
  actorAccountId: string | null
  reason: string | null
  at: Date
}

/** Writes what happened in a case, and tells those whom it concerns. */
export async function noteStep(tx: EntityManager, { caseId, step, actorAccountId, reason, at }: Step): Promise<void> {
  const { insertId } = await tx.query<{ insertId: string }>(
    'INSERT INTO ownership_case_steps (caseId, step, actorAccountId, reason, at) VALUES (?, ?, ?, ?, ?)',
    [caseId, step, actorAccountId, reason, at],
  )
  const stepId = String(insertId)
  const told = (await toldOf(tx, caseId, CASE_TELLS[step])).filter(({ id }) => id !== actorAccountId)
  for (const accountId of new Set(told.map(({ id }) => id)))
    await addToOutbox(tx, 'message.ownership-case', `${stepId}:${accountId}`, { stepId, accountId }, at)
  // Messages come only to whoever wanted one: the sides find it in their workbench too. A decider has a list of what waits.
  for (const agentId of new Set(told.flatMap((one) => (one.role === 'decider' ? [] : one.agentId))))
    await noteCase(tx, agentId, caseId, at)
}

/** Exceptions go to everybody who may decide them; a large staff is not flooded. */
const MOST_STAFF = 20

type Told = { id: string } & ({ role: CaseSide; agentId: string } | { role: 'decider'; agentId: null })

async function toldOf(tx: EntityManager, caseId: string, roles: readonly CaseRole[]): Promise<Told[]> {
  const found = await tx.query<Told[]>(
    `SELECT a.id, a.agentId, IF(a.agentId = c.holderAgentId, 'holder', 'claimant') role FROM ownership_cases c
       JOIN wechat_accounts a ON a.agentId IN (c.holderAgentId, c.claimantAgentId) AND a.closedAt IS NULL WHERE c.id = ?
     UNION ALL SELECT a.id, NULL, 'decider' FROM ownership_cases c JOIN teams t ON t.id = c.levelTeamId
       JOIN wechat_accounts a ON a.agentId = t.leaderAgentId AND a.closedAt IS NULL WHERE c.id = ?
     UNION ALL (SELECT a.id, NULL, 'decider' FROM ownership_cases c JOIN staff s ON s.role IN ('compliance', 'administrator')
       JOIN wechat_accounts a ON a.staffId = s.id AND a.closedAt IS NULL
      WHERE c.id = ? AND c.levelTeamId IS NULL ORDER BY a.id LIMIT ${MOST_STAFF})`,
    [caseId, caseId, caseId],
  )
  return found.filter(({ role }) => roles.includes(role))
}
