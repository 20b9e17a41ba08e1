/** Who leads a team, if anybody does. */
export interface TeamLeader {
  agentId: string | null
  isActive: boolean
}

/** Who can see to something above an agent: those of these leaders, the nearest first, who are in service and somebody else. Each once. */
export function leadersInService(leaders: readonly TeamLeader[], agentId: string): string[] {
  const able = leaders.flatMap((leader) => (leader.isActive && leader.agentId !== null ? leader.agentId : []))
  return [...new Set(able)].filter((id) => id !== agentId)
}
