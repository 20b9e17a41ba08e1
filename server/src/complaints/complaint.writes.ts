import {
  COMPLAINT_DAYS,
  type ComplaintActor,
  type ComplaintStatus,
  type ComplaintStep,
} from '@quanke/shared/domain/complaint'
import type { EntityManager } from 'typeorm'
import type { Deadline } from '../core/deadline.rules'
import { addToOutbox } from '../core/outbox'
import { leadersInService } from '../organization/leaders.rules'
import { leadersAbove, organizationSettings } from '../organization/organization.queries'
import { deadlineOf, TOLD, type ToldRole } from './complaint.rules'
import type { Complaint } from './complaint.entity'

/** Until when an answer is due from now on, as this organisation has it. */
export async function deadlineFrom(tx: EntityManager, at: Date): Promise<Deadline> {
  const { complaintDays = COMPLAINT_DAYS } = await organizationSettings(tx)
  return deadlineOf(at, complaintDays)
}

export interface Step {
  key?: string
  complaintId: string
  step: ComplaintStep
  actor: ComplaintActor
  actorAccountId: string | null
  words?: string | null
  at: Date
}

/** Writes what happened, and tells those whom it concerns. */
export async function noteStep(
  tx: EntityManager,
  { key, complaintId, step, actor, actorAccountId, words = null, at }: Step,
): Promise<void> {
  const { insertId } = await tx.query<{ insertId: string }>(
    'INSERT INTO complaint_steps (creationKey, complaintId, step, actor, actorAccountId, words, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [key ?? null, complaintId, step, actor, actorAccountId, words, at],
  )
  const stepId = String(insertId)
  for (const accountId of await toldOf(tx, complaintId, TOLD[step]))
    if (accountId !== actorAccountId)
      await addToOutbox(tx, 'message.complaint', `${stepId}:${accountId}`, { stepId, accountId }, at)
}

/** A step of the complaint's own that is also its new state. */
export async function moveComplaint(tx: EntityManager, step: Step & { step: ComplaintStatus }): Promise<void> {
  await tx.query('UPDATE complaints SET status = ?, movedAt = ? WHERE id = ?', [step.step, step.at, step.complaintId])
  await noteStep(tx, step)
}

/** The step that was sent with this key, whoever sent it. */
export async function stepWithKey(
  tx: EntityManager,
  key: string,
): Promise<{ complaintId: string; step: ComplaintStep; actorAccountId: string; words: string | null } | null> {
  const [row] = await tx.query<
    { complaintId: string; step: ComplaintStep; actorAccountId: string; words: string | null }[]
  >('SELECT complaintId, step, actorAccountId, words FROM complaint_steps WHERE creationKey = ?', [key])
  return row ?? null
}

/** A large staff is not flooded. */
const MOST_STAFF = 20

/** Accounts to tell. `above` is the leader to whom it went, or compliance where there is none. */
async function toldOf(tx: EntityManager, complaintId: string, roles: readonly ToldRole[]): Promise<string[]> {
  if (roles.length === 0) return []
  const [complaint] = await tx.query<Complaint[]>('SELECT * FROM complaints WHERE id = ?', [complaintId])
  const { agentId, accountId, recordId, escalatedToAgentId } = complaint!
  const told: string[] = []
  if (roles.includes('complainant')) told.push(accountId)
  if (roles.includes('above'))
    told.push(
      ...(await (escalatedToAgentId === null
        ? staffAccounts(tx, 'compliance')
        : agentAccounts(tx, escalatedToAgentId))),
    )
  if (roles.includes('handlers')) {
    const [nearest] = agentId === null ? [] : leadersInService(await leadersAbove(tx, agentId), agentId)
    if (nearest !== undefined) told.push(...(await agentAccounts(tx, nearest)))
    told.push(...(await staffAccounts(tx, 'service_desk')))
  }
  // Whoever is the client, or the agent it is about, is not told as somebody else.
  const parties = await tx.query<{ id: string }[]>(
    'SELECT id FROM wechat_accounts WHERE recordId = ? OR (agentId IS NOT NULL AND agentId = ?)',
    [recordId, agentId],
  )
  const isParty = new Set(parties.map(({ id }) => id))
  return [...new Set(told)].filter((id) => !isParty.has(id) || (roles.includes('complainant') && id === accountId))
}

async function agentAccounts(tx: EntityManager, agentId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    'SELECT id FROM wechat_accounts WHERE agentId = ? AND closedAt IS NULL ORDER BY id',
    [agentId],
  )
  return rows.map(({ id }) => id)
}

async function staffAccounts(tx: EntityManager, role: 'service_desk' | 'compliance'): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `SELECT a.id FROM staff s JOIN wechat_accounts a ON a.staffId = s.id AND a.closedAt IS NULL WHERE s.role = ? ORDER BY a.id LIMIT ${MOST_STAFF}`,
    [role],
  )
  return rows.map(({ id }) => id)
}
