import type { EntityManager } from 'typeorm'
import { commonLine, deciderOf, lineUp, type Decider } from './decider.rules'

type Db = Pick<EntityManager, 'query'>

/** Who decides between these two at first: the lowest common leader (domain rules, section 3.6). */
export async function firstDecider(db: Db, agentA: string, agentB: string): Promise<Decider> {
  const rows = await db.query<{ id: string; path: string }[]>(
    'SELECT a.id, t.path FROM agents a JOIN teams t ON t.id = a.teamId WHERE a.id IN (?)',
    [[agentA, agentB]],
  )
  const paths = new Map(rows.map(({ id, path }) => [id, path]))
  const line = commonLine(paths.get(agentA) ?? '', paths.get(agentB) ?? '')
  return deciderOf(line, await leadersOf(db, line), [agentA, agentB], 'no_common_leader')
}

/** Who decides after the leader of this team. */
export async function nextDecider(db: Db, teamId: string, parties: readonly string[]): Promise<Decider> {
  const [team] = await db.query<{ path: string }[]>('SELECT path FROM teams WHERE id = ?', [teamId])
  const line = lineUp(team?.path ?? '').slice(1)
  return deciderOf(line, await leadersOf(db, line), parties, 'no_higher_leader')
}

async function leadersOf(db: Db, teamIds: readonly string[]): Promise<Map<string, string>> {
  if (teamIds.length === 0) return new Map()
  const rows = await db.query<{ id: string; leaderAgentId: string }[]>(
    `SELECT t.id, t.leaderAgentId FROM teams t JOIN agents l ON l.id = t.leaderAgentId AND l.status = 'active' WHERE t.id IN (?)`,
    [teamIds],
  )
  return new Map(rows.map(({ id, leaderAgentId }) => [id, leaderAgentId]))
}
