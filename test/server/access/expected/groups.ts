import { nothing, type Expectation } from '../expectation'
import { allBut, SIGNED_IN } from '../roles'

export const groups: readonly Expectation[] = [
  { route: 'GET /v1/groups', ask: nothing, may: SIGNED_IN },
  { route: 'GET /v1/groups/:id', ask: ({ groupId }) => ({ params: { id: groupId } }), may: SIGNED_IN },
  {
    route: 'GET /v1/groups/:id/members',
    ask: ({ groupId }) => ({ params: { id: groupId } }),
    may: ['client', 'otherClient', 'owner'],
    refused: { not_a_member: allBut(SIGNED_IN, 'client', 'otherClient', 'owner') },
  },
  {
    route: 'GET /v1/groups/:id/requests',
    ask: ({ groupId }) => ({ params: { id: groupId } }),
    may: ['client', 'otherClient', 'owner'],
    refused: { not_a_member: allBut(SIGNED_IN, 'client', 'otherClient', 'owner') },
  },
  {
    route: 'POST /v1/groups/:id/membership',
    ask: async ({ make }) => ({ params: { id: await make.emptyGroup() }, body: {} }),
    may: SIGNED_IN,
  },
  {
    route: 'DELETE /v1/groups/:id/membership',
    ask: async ({ make }, role) => ({ params: { id: await make.groupWith(role) } }),
    may: allBut(SIGNED_IN, 'visitor'),
    refused: { not_a_member: ['visitor'] },
  },
]
