import { LOOKERS, type Looker, type LookKind } from '@quanke/shared/domain/look'
import { STAFF_ROLES, type StaffRole } from '@quanke/shared/domain/organization'

export interface LookerFacts {
  what: LookKind
  agent: { name: string; isOwner: boolean; wasOwner: boolean; isLeader: boolean } | null
  staffRole: StaffRole | null
}

/**
 * How the client is told who looked: an agent by name and by what the agent is to her, staff by their part, and of a complaint nobody's name, as
 * everywhere where the client reads of it.
 */
export function lookerOf({ what, agent, staffRole }: LookerFacts): { who: string; role: string | null } {
  if (what === 'complaint.viewed' || agent === null)
    return { who: staffRole === null ? LOOKERS.leader : STAFF_ROLES[staffRole], role: null }
  return { who: agent.name, role: LOOKERS[relationOf(agent)] }
}

function relationOf({ isOwner, wasOwner, isLeader }: NonNullable<LookerFacts['agent']>): Looker {
  if (isOwner) return 'adviser'
  if (wasOwner) return 'former'
  return isLeader ? 'leader' : 'agent'
}
