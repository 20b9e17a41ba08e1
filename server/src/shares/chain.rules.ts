/**
 * The agent to whom a share's touches are credited: an agent's own share is the agent's; passing on keeps the agent of the chain; a client who begins
 * a chain begins it for the own agent (domain rules, sections 3 and 4).
 */
export function chainAgent(facts: {
  sharerAgentId: string | null
  parentAgentId: string | null
  ownerAgentId: string | null
}): string | null {
  return facts.sharerAgentId ?? facts.parentAgentId ?? facts.ownerAgentId
}
