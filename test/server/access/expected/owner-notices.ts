import { OTHER_AGENTS, type Expectation } from '../expectation'

export const ownerNotices: readonly Expectation[] = [
  {
    route: 'POST /v1/owner-notices/:id/opening',
    ask: async ({ make }) => ({ params: { id: await make.ownerNotice() } }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
]
