import type { CaseException } from '@quanke/shared/domain/ownership-case'

/** Who decides a case: the leader of a team, or, as a named exception, compliance and the administrators. */
export type Decider = { teamId: string; exception: null } | { teamId: null; exception: CaseException }

/** The teams above both, the lowest first: what two paths ("/1/3/", "/1/4/7/") have in common. */
export function commonLine(pathA: string, pathB: string): string[] {
  const [a, b] = [teamsIn(pathA), teamsIn(pathB)]
  const end = a.findIndex((team, index) => team !== b[index])
  return a.slice(0, end === -1 ? a.length : end).reverse()
}

/** The team's own line upwards, itself first. */
export const lineUp = (path: string): string[] => teamsIn(path).reverse()

const teamsIn = (path: string): string[] => path.split('/').filter((part) => part !== '')

/** Whether the leader of this team may decide: in service, above both (`line`), and neither of them. `leaders` are those in service, by team. */
export function mayDecide(
  teamId: string,
  line: readonly string[],
  leaders: ReadonlyMap<string, string>,
  parties: readonly string[],
): boolean {
  const leader = leaders.get(teamId)
  return leader !== undefined && line.includes(teamId) && !parties.includes(leader)
}

/**
 * The first team of the line whose leader is there and is not one of the two agents: nobody decides an own case.
 * `leaders` are those in service, by team.
 */
export function deciderOf(
  line: readonly string[],
  leaders: ReadonlyMap<string, string>,
  parties: readonly string[],
  exception: CaseException,
): Decider {
  const teamId = line.find((team) => mayDecide(team, line, leaders, parties))
  return teamId === undefined ? { teamId: null, exception } : { teamId, exception: null }
}
