import { newKey } from '../../../support/server'
import { OTHER_AGENTS, nothing, type Expectation } from '../expectation'
import { AGENTS } from '../roles'

export const campaigns: readonly Expectation[] = [
  {
    route: 'GET /v1/campaigns',
    ask: nothing,
    may: AGENTS,
    finds: { text: () => '重阳问候', only: ['owner'] },
  },
  { route: 'POST /v1/campaigns', ask: () => ({ body: { key: newKey(), name: '秋季健康月' } }), may: AGENTS },
  {
    route: 'PUT /v1/campaigns/:id',
    ask: async ({ make }) => ({ params: { id: await make.campaign() }, body: { name: '重阳问候', isOpen: false } }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
]
