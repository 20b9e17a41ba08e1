import { AGENTS_OUT_OF_SIGHT, nothing, type Expectation } from '../expectation'
import { AGENTS, CLIENTS, LEADERS } from '../roles'

export const clients: readonly Expectation[] = [
  {
    route: 'GET /v1/workbench',
    ask: nothing,
    may: AGENTS,
    finds: { text: () => '想找一位懂继承的律师', only: ['owner'] },
  },
  {
    route: 'GET /v1/clients',
    ask: nothing,
    may: AGENTS,
    finds: { text: () => '许女士', only: ['owner', 'leader'] },
  },
  {
    route: 'GET /v1/clients',
    about: 'looked for by name',
    ask: () => ({ query: { q: '许女士' } }),
    may: AGENTS,
    finds: { text: () => '许女士', only: ['owner', 'leader'] },
  },
  { route: 'POST /v1/clients/match', ask: () => ({ body: { phone: '13800138000' } }), may: AGENTS },
  {
    route: 'GET /v1/clients/:id',
    ask: ({ clientId }) => ({ params: { id: clientId } }),
    may: ['owner', 'leader'],
    blind: AGENTS_OUT_OF_SIGHT,
  },
  {
    route: 'GET /v1/clients/:id/phone',
    ask: ({ clientId }) => ({ params: { id: clientId } }),
    may: ['owner'],
    blind: [...AGENTS_OUT_OF_SIGHT, 'leader'],
  },
  {
    route: 'GET /v1/clients/:id/binding',
    ask: ({ clientId }) => ({ params: { id: clientId } }),
    may: ['owner', 'leader'],
    blind: AGENTS_OUT_OF_SIGHT,
  },
  {
    route: 'GET /v1/clients/:id/origin',
    ask: ({ clientId }) => ({ params: { id: clientId } }),
    may: ['owner', 'leader'],
    blind: AGENTS_OUT_OF_SIGHT,
  },
  {
    route: 'GET /v1/clients/:id/timeline',
    ask: ({ clientId }) => ({ params: { id: clientId } }),
    may: ['owner', 'leader'],
    blind: AGENTS_OUT_OF_SIGHT,
  },
  { route: 'GET /v1/pool', ask: nothing, may: LEADERS },
  {
    route: 'POST /v1/clients/:id/owner',
    ask: async ({ make, agents }) => ({
      params: { id: await make.clientOfOwner() },
      body: { agentId: agents.teammate.id, reason: '按区域调整' },
    }),
    may: ['leader'],
    blind: ['otherLeader'],
  },
  {
    route: 'POST /v1/clients/:id/owner',
    about: 'of the pool, to an agent of the east',
    ask: async ({ make, agents }) => ({
      params: { id: await make.clientOfPool() },
      body: { agentId: agents.teammate.id, reason: '按区域分配' },
    }),
    may: ['leader'],
    refused: { agent_not_found: ['otherLeader'] },
  },
  {
    route: 'GET /v1/me/looks',
    ask: async ({ make }) => {
      await make.look()
      return nothing()
    },
    may: CLIENTS,
    finds: { text: () => '归属代理人', only: ['client'] },
  },
  {
    route: 'POST /v1/me/agent',
    ask: ({ agents }) => ({ body: { agentCode: agents.owner.code } }),
    may: ['client'],
    refused: { client_has_owner: ['otherClient'] },
  },
]
