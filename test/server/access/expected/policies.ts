import { aCorrection, aPolicy } from '../../policies/support'
import { AGENTS_OUT_OF_SIGHT, nothing, OTHER_AGENTS, type Expectation } from '../expectation'
import { CLIENTS } from '../roles'

export const policies: readonly Expectation[] = [
  {
    route: 'GET /v1/clients/:id/policies',
    ask: async ({ clientId, make }) => {
      await make.policy()
      return { params: { id: clientId } }
    },
    may: ['owner', 'leader'],
    blind: AGENTS_OUT_OF_SIGHT,
  },
  {
    route: 'POST /v1/clients/:id/policies',
    ask: ({ clientId }) => ({ params: { id: clientId }, body: aPolicy() }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
  {
    route: 'GET /v1/policies/mine',
    ask: async ({ make }) => {
      await make.policy({ productName: '许女士的重疾险' })
      return nothing()
    },
    may: CLIENTS,
    finds: { text: () => '许女士的重疾险', only: ['client'] },
  },
  {
    route: 'GET /v1/policies/:id',
    ask: async ({ make }) => ({ params: { id: await make.policy() } }),
    may: ['owner', 'leader'],
    blind: AGENTS_OUT_OF_SIGHT,
  },
  {
    route: 'PUT /v1/policies/:id',
    ask: async ({ make }) => ({ params: { id: await make.policy() }, body: aCorrection() }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
  {
    route: 'POST /v1/policies/:id/withdrawal',
    ask: async ({ make }) => ({ params: { id: await make.policy() }, body: { reason: '录错了客户' } }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
]
