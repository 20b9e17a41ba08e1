/**
 * The agent to whom a share's touches are credited: a name card speaks for the agent who is on it, whoever passes it on; an agent's own share is the
 * agent's; passing on keeps the agent of the chain; a client who begins a chain begins it for the own agent (domain rules, sections 3 and 4).
 */
export function chainAgent(facts: {
  cardAgentId: string | null
  sharerAgentId: string | null
  parentAgentId: string | null
  ownerAgentId: string | null
}): string | null {
  return facts.cardAgentId ?? facts.sharerAgentId ?? facts.parentAgentId ?? facts.ownerAgentId
}

/**
 * The campaign of a share: the one that its agent names (nobody labels what is credited to somebody else), else the one of the chain as long as the
 * chain stays with the same agent.
 */
export function chainCampaign(facts: {
  named: string | null
  sharerAgentId: string | null
  agentId: string | null
  parent: { agentId: string | null; campaignId: string | null } | null
}): string | null {
  if (facts.named !== null && facts.sharerAgentId === facts.agentId) return facts.named
  return facts.parent?.agentId === facts.agentId ? (facts.parent?.campaignId ?? null) : null
}
