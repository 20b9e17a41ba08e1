import { nothing, type Expectation } from '../expectation'
import { allBut, ROLES, SIGNED_IN } from '../roles'
import { draft } from '../world'

export const contents: readonly Expectation[] = [
  { route: 'GET /v1/contents', ask: nothing, may: SIGNED_IN },
  {
    route: 'GET /v1/contents',
    about: 'what was not approved',
    ask: () => ({ query: { status: 'draft' } }),
    may: ['compliance', 'administrator'],
  },
  { route: 'GET /v1/contents/:id', ask: ({ contentId }) => ({ params: { id: contentId } }), may: ROLES },
  {
    route: 'GET /v1/contents/:id',
    about: 'a draft',
    ask: async ({ make }) => ({ params: { id: await make.draft() } }),
    may: ['compliance', 'administrator'],
    blind: allBut(ROLES, 'compliance', 'administrator'),
  },
  { route: 'POST /v1/contents', ask: () => ({ body: draft() }), may: ['compliance', 'administrator'] },
  {
    route: 'POST /v1/contents/:id/submission',
    ask: async ({ make }) => ({ params: { id: await make.draft() } }),
    may: ['compliance', 'administrator'],
  },
  {
    route: 'POST /v1/contents/:id/approval',
    ask: async ({ make }) => ({ params: { id: await make.submitted() } }),
    may: ['compliance'],
  },
  {
    route: 'POST /v1/contents/:id/recall',
    ask: async ({ make }) => ({ params: { id: await make.published() }, body: { reason: '数据已过时' } }),
    may: ['compliance'],
  },
]
