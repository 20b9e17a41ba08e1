import type { DataSource } from 'typeorm'
import type { AgentActor } from '../core/actor'
import { businessDay } from '../core/days'
import { Refused } from '../core/refused'
import { agentWithin } from '../organization/organization.queries'
import { periodOf } from './period.rules'
import type { Cohort } from './source-people'

interface Asked {
  days?: number
  from?: string
  to?: string
  agentId?: string
}

export interface Board extends Cohort {
  /** 「我」, an agent's name, or 「团队」. */
  whose: string
  /** Agents to choose from, for leaders. */
  agents: { id: string; name: string }[]
}

/**
 * Whose people the reader looks at, and of which days: the own ones; for leaders those of the subtree, or of one agent in it. An agent out of scope
 * answers as if there were none (domain rules, section 10).
 */
export async function boardOf(db: DataSource, actor: AgentActor, asked: Asked, now: Date): Promise<Board> {
  const period = periodOf(asked, businessDay(now))
  if ('wrong' in period) throw new Refused('invalid_request', [{ field: period.wrong, message: period.message }])
  const { agentId: only } = asked
  const { agentId: own, leadsPath } = actor
  if (only !== undefined && only !== own && (leadsPath === null || !(await agentWithin(db, only, leadsPath))))
    throw new Refused('agent_not_found')
  if (leadsPath === null) return { agentIds: [own], period, whose: '我', agents: [] }
  const agents = await agentsBelow(db, own, leadsPath)
  if (only === undefined) return { agentIds: agents.map(({ id }) => id), period, whose: '团队', agents }
  const whose = only === own ? '我' : (agents.find(({ id }) => id === only)?.name ?? '')
  return { agentIds: [only], period, whose, agents }
}

function agentsBelow(db: DataSource, own: string, path: string): Promise<{ id: string; name: string }[]> {
  return db.query(
    `SELECT g.id, g.name FROM agents g JOIN teams t ON t.id = g.teamId
      WHERE g.id = ? OR t.path LIKE ? ORDER BY g.id = ? DESC, t.path, g.id LIMIT 2000`,
    [own, `${path}%`, own],
  )
}
