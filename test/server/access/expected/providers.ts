import { nothing, OTHER_AGENTS, type Expectation } from '../expectation'
import { AGENTS } from '../roles'
import { provider } from '../world'

const WHO = [...AGENTS, 'compliance'] as const

/** The directory: all agents read what is listed, only the proposer and compliance what is not. */
export const providers: readonly Expectation[] = [
  { route: 'GET /v1/providers', ask: nothing, may: WHO },
  {
    route: 'GET /v1/providers',
    about: 'that wait for compliance',
    ask: async ({ make }) => {
      await make.proposal()
      return { query: { part: 'proposed' } }
    },
    may: WHO,
    finds: { text: () => '明衡律师事务所', only: ['owner', 'compliance'] },
  },
  { route: 'POST /v1/providers', ask: () => ({ body: provider() }), may: AGENTS },
  {
    route: 'GET /v1/providers/:id',
    ask: async ({ make }) => ({ params: { id: await make.listedProvider() } }),
    may: WHO,
  },
  {
    route: 'GET /v1/providers/:id',
    about: 'that is only proposed',
    ask: async ({ make }) => ({ params: { id: await make.proposal() } }),
    may: ['owner', 'compliance'],
    blind: OTHER_AGENTS,
  },
  {
    route: 'POST /v1/providers/:id/vouches',
    ask: async ({ make }) => ({ params: { id: await make.listedProvider() }, body: { words: '我家也找过' } }),
    may: AGENTS,
  },
  {
    route: 'POST /v1/providers/:id/renewal',
    ask: async ({ make }) => ({ params: { id: await make.listedProvider() }, body: { validUntil: '2027-06-30' } }),
    may: ['owner'],
    refused: { provider_not_vouched: OTHER_AGENTS },
  },
  {
    route: 'POST /v1/providers/:id/approval',
    ask: async ({ make }) => ({ params: { id: await make.proposal() } }),
    may: ['compliance'],
  },
  {
    route: 'POST /v1/providers/:id/refusal',
    ask: async ({ make }) => ({ params: { id: await make.proposal() }, body: { reason: '未核实' } }),
    may: ['compliance'],
  },
  {
    route: 'POST /v1/providers/:id/withdrawal',
    ask: async ({ make }) => ({ params: { id: await make.listedProvider() }, body: { reason: '已停业' } }),
    may: ['owner', 'compliance'],
    refused: { not_allowed: OTHER_AGENTS },
  },
  {
    route: 'POST /v1/providers/:id/erasure',
    ask: async ({ make }) => ({ params: { id: await make.listedProvider() } }),
    may: ['owner', 'compliance'],
    refused: { not_allowed: OTHER_AGENTS },
  },
]
