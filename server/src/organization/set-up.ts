import type { EntityManager } from 'typeorm'
import type { SetUpAgent, SetUpFile, SetUpStaff, SetUpTeam } from './set-up.file'

/** What a set-up did, for the person who started it. */
export interface SetUpReport {
  teams: number
  agents: number
  staff: number
  /** Names whose WeChat account has not signed in yet; a later run ties them. */
  notTied: string[]
}

/**
 * Makes the organisation, its teams, agents and staff as the file says, or brings them up to date: teams are known by name, agents by code, staff by
 * name. Nothing is removed. Runs in the caller's transaction, so a file that cannot be carried out changes nothing.
 */
export async function setUp(tx: EntityManager, file: SetUpFile, appId: string, now: Date): Promise<SetUpReport> {
  const { name, licenceProfile, serviceHours, ...settings } = file.organization
  await tx.query(
    `INSERT INTO organizations (id, name, licenceProfile, serviceHours, settings) VALUES (1, ?, ?, ?, ?)
     ON DUPLICATE KEY UPDATE name = VALUES(name), licenceProfile = VALUES(licenceProfile), serviceHours = VALUES(serviceHours),
       settings = VALUES(settings)`,
    [name, licenceProfile, serviceHours, JSON.stringify(settings)],
  )
  const teamIds = new Map<string, string>()
  for (const team of file.teams) teamIds.set(team.name, await teamOf(tx, team, teamIds))
  const notTied: string[] = []
  for (const agent of file.agents) {
    const id = await agentOf(tx, agent, teamIds, now)
    if (!(await tie(tx, appId, agent.openid, 'agentId', id))) notTied.push(agent.name)
  }
  for (const person of file.staff) {
    const id = await staffOf(tx, person)
    if (!(await tie(tx, appId, person.openid, 'staffId', id))) notTied.push(person.name)
  }
  return { teams: file.teams.length, agents: file.agents.length, staff: file.staff.length, notTied }
}

async function teamOf(tx: EntityManager, { name, parent }: SetUpTeam, known: Map<string, string>): Promise<string> {
  const parentId = parent === undefined ? null : known.get(parent)
  if (parentId === undefined) throw new Error(`Team ${name}: its parent ${parent} must stand before it in the file.`)
  const [found] = await tx.query<{ id: string }[]>('SELECT id FROM teams WHERE name = ?', [name])
  if (found) return found.id
  const [above] = await tx.query<{ path: string }[]>('SELECT path FROM teams WHERE id = ?', [parentId ?? '0'])
  const { insertId } = await tx.query<{ insertId: string }>(
    'INSERT INTO teams (parentId, name, path) VALUES (?, ?, ?)',
    [parentId, name, 'new'],
  )
  await tx.query('UPDATE teams SET path = ? WHERE id = ?', [`${above?.path ?? '/'}${insertId}/`, insertId])
  return String(insertId)
}

async function agentOf(tx: EntityManager, agent: SetUpAgent, teams: Map<string, string>, now: Date): Promise<string> {
  const teamId = teams.get(agent.team)
  if (teamId === undefined) throw new Error(`Agent ${agent.code}: there is no team ${agent.team} in the file.`)
  const { code, name, title, company, licenceNumber, intro } = agent
  await tx.query(
    `INSERT INTO agents (code, teamId, name, title, company, licenceNumber, intro, status, joinedAt) VALUES (?, ?, ?, ?, ?, ?, ?, 'active', ?)
     ON DUPLICATE KEY UPDATE teamId = VALUES(teamId), name = VALUES(name), title = VALUES(title), company = VALUES(company),
       licenceNumber = VALUES(licenceNumber), intro = VALUES(intro)`,
    [code, teamId, name, title, company, licenceNumber, intro, now],
  )
  const [row] = await tx.query<{ id: string }[]>('SELECT id FROM agents WHERE code = ?', [code])
  if (agent.leads !== undefined) {
    const ledId = teams.get(agent.leads)
    if (ledId === undefined) throw new Error(`Agent ${code}: there is no team ${agent.leads} in the file.`)
    await tx.query('UPDATE teams SET leaderAgentId = NULL WHERE leaderAgentId = ?', [row!.id])
    await tx.query('UPDATE teams SET leaderAgentId = ? WHERE id = ?', [row!.id, ledId])
  }
  return row!.id
}

async function staffOf(tx: EntityManager, { name, role }: SetUpStaff): Promise<string> {
  const [found] = await tx.query<{ id: string }[]>('SELECT id FROM staff WHERE name = ?', [name])
  if (found) {
    await tx.query('UPDATE staff SET role = ? WHERE id = ?', [role, found.id])
    return found.id
  }
  const { insertId } = await tx.query<{ insertId: string }>('INSERT INTO staff (name, role) VALUES (?, ?)', [
    name,
    role,
  ])
  return String(insertId)
}

/** Ties a WeChat account that has signed in once to the agent or member of staff; says whether one is tied now. */
async function tie(
  tx: EntityManager,
  appId: string,
  openid: string | undefined,
  column: 'agentId' | 'staffId',
  id: string,
): Promise<boolean> {
  if (openid !== undefined)
    await tx.query(`UPDATE wechat_accounts SET ${column} = ? WHERE appId = ? AND openid = ?`, [id, appId, openid])
  const [account] = await tx.query<{ id: string }[]>(`SELECT id FROM wechat_accounts WHERE ${column} = ?`, [id])
  return account !== undefined
}
