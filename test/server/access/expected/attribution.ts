import { AGENTS_OUT_OF_SIGHT, type Expectation } from '../expectation'
import { AGENTS } from '../roles'

const asked = { outcome: 'request', dimension: 'channel' }
const ofOwner = ({ agents }: { agents: { owner: { id: string } } }) => ({
  query: { ...asked, agentId: agents.owner.id },
})

export const attribution: readonly Expectation[] = [
  { route: 'GET /v1/attribution', ask: () => ({ query: asked }), may: AGENTS },
  {
    route: 'GET /v1/attribution',
    about: 'of one agent',
    ask: ofOwner,
    may: ['owner', 'leader'],
    refused: { agent_not_found: AGENTS_OUT_OF_SIGHT },
  },
  { route: 'GET /v1/attribution/table', ask: () => ({ query: asked }), may: AGENTS },
  {
    route: 'GET /v1/attribution/table',
    about: 'of one agent',
    ask: ofOwner,
    may: ['owner', 'leader'],
    refused: { agent_not_found: AGENTS_OUT_OF_SIGHT },
  },
  {
    route: 'GET /v1/attribution/outcomes',
    ask: () => ({ query: asked }),
    may: AGENTS,
    finds: { text: () => '许女士', only: ['owner', 'leader'] },
  },
  {
    route: 'GET /v1/attribution/outcomes',
    about: 'of one agent',
    ask: ofOwner,
    may: ['owner', 'leader'],
    refused: { agent_not_found: AGENTS_OUT_OF_SIGHT },
  },
]
