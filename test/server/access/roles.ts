/** Everybody who may come to the server, as seen from one client ("client") and the agent who serves that client ("owner"). */
export const ROLES = [
  'anonymous',
  'visitor',
  'client',
  /** Served by an agent of another team; a member of the same group. */
  'otherClient',
  'owner',
  /** An agent of the owner's own team. */
  'teammate',
  /** The agent of another team who serves `otherClient`. */
  'outsider',
  /** Leads the team above the owner's. */
  'leader',
  /** Leads the other team. */
  'otherLeader',
  'compliance',
  'serviceDesk',
  'administrator',
] as const

export type Role = (typeof ROLES)[number]

export const AGENTS: readonly Role[] = ['owner', 'teammate', 'outsider', 'leader', 'otherLeader']
export const LEADERS: readonly Role[] = ['leader', 'otherLeader']
export const CLIENTS: readonly Role[] = ['client', 'otherClient']
export const STAFF: readonly Role[] = ['compliance', 'serviceDesk', 'administrator']
export const SIGNED_IN: readonly Role[] = ROLES.filter((role) => role !== 'anonymous')

export const allBut = (roles: readonly Role[], ...others: readonly Role[]): Role[] =>
  roles.filter((role) => !others.includes(role))
