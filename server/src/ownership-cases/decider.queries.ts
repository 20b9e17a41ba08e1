import type { EntityManager } from 'typeorm'
import { commonLine, deciderOf, lineUp, mayDecide, type Decider } from './decider.rules'

type Db = Pick<EntityManager, 'query'>
type Parties = readonly [string, string]

/** Who decides between these two at first: the lowest common leader (domain rules, section 3.6). */
export async function firstDecider(db: Db, ...parties: Parties): Promise<Decider> {
  const line = await lineAbove(db, parties)
  return deciderOf(line, await leadersOf(db, line), parties, 'no_common_leader')
}

/** Who decides after the leader of this team: the next one above who leads both. */
export async function nextDecider(db: Db, teamId: string, parties: Parties): Promise<Decider> {
  const [team] = await db.query<{ path: string }[]>('SELECT path FROM teams WHERE id = ?', [teamId])
  const above = await lineAbove(db, parties)
  const line = lineUp(team?.path ?? '')
    .slice(1)
    .filter((one) => above.includes(one))
  const exception = above.length === 0 ? 'no_common_leader' : 'no_higher_leader'
  return deciderOf(line, await leadersOf(db, line), parties, exception)
}

/** Who decides once a side is another agent: the leader of this team as before, or, who does not lead both or is a side now, the next one above. */
export async function deciderBetween(db: Db, teamId: string, parties: Parties): Promise<Decider> {
  const isAble = mayDecide(teamId, await lineAbove(db, parties), await leadersOf(db, [teamId]), parties)
  return isAble ? { teamId, exception: null } : nextDecider(db, teamId, parties)
}

/** The teams above both, the lowest first. */
async function lineAbove(db: Db, [agentA, agentB]: Parties): Promise<string[]> {
  const rows = await db.query<{ id: string; path: string }[]>(
    'SELECT a.id, t.path FROM agents a JOIN teams t ON t.id = a.teamId WHERE a.id IN (?)',
    [[agentA, agentB]],
  )
  const paths = new Map(rows.map(({ id, path }) => [id, path]))
  return commonLine(paths.get(agentA) ?? '', paths.get(agentB) ?? '')
}

async function leadersOf(db: Db, teamIds: readonly string[]): Promise<Map<string, string>> {
  if (teamIds.length === 0) return new Map()
  const rows = await db.query<{ id: string; leaderAgentId: string }[]>(
    `SELECT t.id, t.leaderAgentId FROM teams t JOIN agents l ON l.id = t.leaderAgentId AND l.status = 'active' WHERE t.id IN (?)`,
    [teamIds],
  )
  return new Map(rows.map(({ id, leaderAgentId }) => [id, leaderAgentId]))
}
