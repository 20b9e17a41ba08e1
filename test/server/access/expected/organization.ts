import { nothing, type Expectation } from '../expectation'
import { LEADERS, ROLES, SIGNED_IN } from '../roles'

export const organization: readonly Expectation[] = [
  { route: 'GET /v1/organization', ask: nothing, may: ROLES },
  { route: 'GET /v1/agents', ask: nothing, may: ['administrator'] },
  {
    route: 'GET /v1/agents/by-code/:code',
    ask: ({ agents }) => ({ params: { code: agents.owner.code } }),
    may: SIGNED_IN,
  },
  { route: 'GET /v1/agents/:id', ask: ({ agents }) => ({ params: { id: agents.owner.id } }), may: SIGNED_IN },
  {
    route: 'GET /v1/team',
    ask: nothing,
    may: LEADERS,
    finds: { text: ({ agents }) => agents.owner.name, only: ['leader'] },
  },
  { route: 'GET /v1/audit', ask: nothing, may: ['compliance'] },
]
