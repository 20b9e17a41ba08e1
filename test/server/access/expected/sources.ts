import { AGENTS_OUT_OF_SIGHT, OTHER_AGENTS, nothing, type Expectation } from '../expectation'
import { AGENTS } from '../roles'

const ofOwner = ({ agents }: { agents: { owner: { id: string } } }) => ({ query: { agentId: agents.owner.id } })

export const sources: readonly Expectation[] = [
  { route: 'GET /v1/sources', ask: nothing, may: AGENTS },
  {
    route: 'GET /v1/sources',
    about: 'of one agent',
    ask: ofOwner,
    may: ['owner', 'leader'],
    refused: { agent_not_found: AGENTS_OUT_OF_SIGHT },
  },
  {
    route: 'GET /v1/sources/people',
    ask: () => ({ query: { from: '2024-12-01', to: '2025-02-01' } }),
    may: AGENTS,
    finds: { text: () => '许女士', only: ['owner', 'leader'] },
  },
  {
    route: 'GET /v1/sources/people',
    about: 'of one agent',
    ask: ofOwner,
    may: ['owner', 'leader'],
    refused: { agent_not_found: AGENTS_OUT_OF_SIGHT },
  },
  {
    route: 'GET /v1/sources/table',
    ask: () => ({ query: { by: 'person', from: '2024-12-01', to: '2025-02-01' } }),
    may: AGENTS,
  },
  {
    route: 'GET /v1/sources/table',
    about: 'of one agent',
    ask: ofOwner,
    may: ['owner', 'leader'],
    refused: { agent_not_found: AGENTS_OUT_OF_SIGHT },
  },
  { route: 'GET /v1/sources/assists', ask: () => ({ query: { side: 'given' } }), may: AGENTS },
  {
    route: 'GET /v1/sources/assists',
    about: 'of one agent',
    ask: (world) => ({ query: { ...ofOwner(world).query, side: 'received' } }),
    may: ['owner', 'leader'],
    refused: { agent_not_found: AGENTS_OUT_OF_SIGHT },
  },
  { route: 'GET /v1/sources/carriers', ask: nothing, may: AGENTS },
  {
    route: 'GET /v1/sources/carriers',
    about: 'of one agent',
    ask: ofOwner,
    may: ['owner', 'leader'],
    refused: { agent_not_found: AGENTS_OUT_OF_SIGHT },
  },
  {
    route: 'GET /v1/sources/referral-tree',
    ask: nothing,
    may: AGENTS,
    finds: { text: () => '许女士', only: ['owner'] },
  },
  {
    route: 'GET /v1/sources/shares/:id/tree',
    ask: ({ share }) => ({ params: { id: share.id } }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
]
