import type { EntityManager } from 'typeorm'
import { OUTREACH } from '@quanke/shared/domain/outreach'
import type { Reach } from '../clients/client-scope'
import { armOf } from './assignment'
import { clientsToDraw } from './audience.queries'
import { observedUntil } from './plan.rules'
import type { OutreachPlan } from './outreach-plan.entity'

const BATCH = 500

/** Whose clients a plan is about: the planner's, or those of the team and all below it. */
export async function bookOf(
  tx: EntityManager,
  { agentId, teamId }: Pick<OutreachPlan, 'agentId' | 'teamId'>,
): Promise<Reach> {
  if (teamId === null) return { agentId, leadsPath: null }
  const [team] = await tx.query<{ path: string }[]>('SELECT path FROM teams WHERE id = ?', [teamId])
  return { agentId, leadsPath: team?.path ?? null }
}

export interface Drawn {
  treated: number
  heldOut: number
}

/** Puts these clients into their arms. The caller holds the plan's lock. */
export async function drawClients(
  tx: EntityManager,
  { id, seed, holdoutPercent, windowDays }: OutreachPlan,
  clients: readonly { id: string; ownerAgentId: string }[],
  at: Date,
): Promise<Drawn> {
  const until = observedUntil(at, windowDays)
  const rows = clients.map((client) => {
    const arm = armOf(seed, id, client.id, holdoutPercent)
    return [id, client.id, client.ownerAgentId, arm, at, until] as const
  })
  for (let start = 0; start < rows.length; start += BATCH)
    await tx.query('INSERT INTO outreach_members (planId, recordId, agentId, arm, drawnAt, observedUntil) VALUES ?', [
      rows.slice(start, start + BATCH),
    ])
  const heldOut = rows.filter(([, , , arm]) => arm === 'held_out').length
  return { treated: rows.length - heldOut, heldOut }
}

/** Draws who has come to fit since; a plan never grows beyond its bound. The caller holds the plan's lock. */
export async function drawLater(tx: EntityManager, plan: OutreachPlan, at: Date): Promise<Drawn> {
  const [row] = await tx.query<{ count: string }[]>('SELECT COUNT(*) count FROM outreach_members WHERE planId = ?', [
    plan.id,
  ])
  const room = Math.max(0, OUTREACH.audienceMost - Number(row?.count))
  const audience = { ...plan, book: await bookOf(tx, plan) }
  const clients = await clientsToDraw(tx, audience, plan.id, at)
  return drawClients(tx, plan, clients.slice(0, room), at)
}
