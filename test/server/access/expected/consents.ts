import { nothing, yesTo, type Expectation } from '../expectation'
import { allBut, SIGNED_IN } from '../roles'

export const consent: readonly Expectation[] = [
  { route: 'GET /v1/consents', ask: nothing, may: SIGNED_IN },
  { route: 'POST /v1/consents', ask: async (world) => ({ body: await yesTo(world, 'use_service') }), may: SIGNED_IN },
  {
    route: 'DELETE /v1/consents/:purpose',
    ask: async ({ make }, role) => {
      if (role !== 'visitor') await make.consentTo(role, 'marketing')
      return { params: { purpose: 'marketing' } }
    },
    may: allBut(SIGNED_IN, 'visitor'),
    blind: ['visitor'],
  },
]
