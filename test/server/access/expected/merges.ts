import { newKey } from '../../../support/server'
import { AGENTS_OUT_OF_SIGHT, nothing, type Expectation } from '../expectation'
import { AGENTS } from '../roles'

export const merges: readonly Expectation[] = [
  {
    route: 'GET /v1/merges',
    ask: async ({ make }) => {
      await make.merge()
      return nothing()
    },
    may: AGENTS,
    finds: { text: () => '同一位客户', only: ['owner', 'leader'] },
  },
  {
    route: 'GET /v1/merges/preview',
    ask: async ({ make }) => ({
      query: { survivorId: await make.clientOfOwner(), mergedId: await make.clientOfOwner() },
    }),
    may: ['owner', 'leader'],
    refused: { client_not_found: AGENTS_OUT_OF_SIGHT },
  },
  {
    route: 'POST /v1/merges',
    ask: async ({ make }) => ({
      body: {
        key: newKey(),
        survivorId: await make.clientOfOwner(),
        mergedId: await make.clientOfOwner(),
        reason: '同一位客户',
      },
    }),
    may: ['owner', 'leader'],
    refused: { client_not_found: AGENTS_OUT_OF_SIGHT },
  },
  {
    route: 'POST /v1/merges/:id/undoing',
    ask: async ({ make }) => ({ params: { id: await make.merge() }, body: { reason: '不是同一位客户' } }),
    may: ['owner', 'leader'],
    blind: AGENTS_OUT_OF_SIGHT,
  },
]
