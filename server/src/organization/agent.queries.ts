import type { AgentCard } from '@quanke/shared/contracts/identity'
import type { AgentStatus } from '@quanke/shared/domain/organization'
import type { DataSource, EntityManager } from 'typeorm'

interface AgentRow extends Omit<AgentCard, 'isActive'> {
  status: AgentStatus
}

const CARD = `SELECT g.id, g.name, g.title, g.company, g.licenceNumber, t.name teamName, g.intro, g.status
                FROM agents g JOIN teams t ON t.id = g.teamId`

/** The public cards of these agents, by id. */
export async function agentCards(
  db: DataSource | EntityManager,
  agentIds: readonly string[],
): Promise<Map<string, AgentCard>> {
  if (agentIds.length === 0) return new Map()
  const rows = await db.query<AgentRow[]>(`${CARD} WHERE g.id IN (?)`, [agentIds])
  return new Map(rows.map((row) => [row.id, cardOf(row)]))
}

/** The public card of one agent, or null. */
export async function agentCard(db: DataSource | EntityManager, agentId: string | null): Promise<AgentCard | null> {
  return agentId === null ? null : ((await agentCards(db, [agentId])).get(agentId) ?? null)
}

/** The public card of the agent with this code, or null. */
export async function agentCardByCode(db: DataSource | EntityManager, code: string): Promise<AgentCard | null> {
  // Codes are ASCII, and their column compares with nothing else.
  if (!/^[\x21-\x7e]{1,16}$/u.test(code)) return null
  const [row] = await db.query<AgentRow[]>(`${CARD} WHERE g.code = ?`, [code])
  return row ? cardOf(row) : null
}

const cardOf = ({ status, ...card }: AgentRow): AgentCard => ({ ...card, isActive: status === 'active' })
