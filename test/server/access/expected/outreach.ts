import { newKey } from '../../../support/server'
import { aCarePlan } from '../../outreach/support'
import { AGENTS_OUT_OF_SIGHT, OTHER_AGENTS, type Expectation } from '../expectation'
import { AGENTS } from '../roles'

export const outreach: readonly Expectation[] = [
  {
    route: 'GET /v1/outreach/audience',
    ask: () => ({ query: { kind: 'care', reach: 'own' } }),
    may: AGENTS,
  },
  {
    route: 'POST /v1/outreach/plans',
    ask: () => ({ body: aCarePlan({ words: '天冷了，问候一声' }) }),
    may: AGENTS,
  },
  {
    route: 'GET /v1/outreach/plans',
    ask: async ({ make }) => {
      await make.outreachPlan()
      return {}
    },
    may: AGENTS,
    finds: { text: () => '归属代理人的冬至问候', only: ['owner', 'leader'] },
  },
  {
    route: 'GET /v1/outreach/plans/:id',
    ask: async ({ make }) => ({ params: { id: await make.outreachPlan() } }),
    may: ['owner', 'leader'],
    blind: AGENTS_OUT_OF_SIGHT,
  },
  {
    route: 'POST /v1/outreach/plans/:id/start',
    about: 'a plan is started by its planner only',
    ask: async ({ make }) => ({ params: { id: await make.outreachDraft() } }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
  {
    route: 'POST /v1/outreach/plans/:id/cancellation',
    ask: async ({ make }) => ({ params: { id: await make.outreachPlan() } }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
  {
    route: 'GET /v1/outreach/plans/:id/report',
    ask: async ({ make }) => ({ params: { id: await make.outreachPlan() } }),
    may: ['owner', 'leader'],
    blind: AGENTS_OUT_OF_SIGHT,
  },
  {
    route: 'GET /v1/outreach/plans/:id/members',
    ask: async ({ make }) => ({ params: { id: await make.outreachPlan() }, query: { arm: 'treated' } }),
    may: ['owner', 'leader'],
    blind: AGENTS_OUT_OF_SIGHT,
    finds: { text: () => '许女士', only: ['owner', 'leader'] },
  },
  {
    route: 'GET /v1/outreach/plans/:id/todo',
    about: 'a leader sees the plan; the list is of whoever serves the clients',
    ask: async ({ make }) => ({ params: { id: await make.outreachPlan() }, query: { state: 'open' } }),
    may: ['owner', 'leader'],
    blind: AGENTS_OUT_OF_SIGHT,
    finds: { text: () => '许女士', only: ['owner'] },
  },
  {
    route: 'POST /v1/outreach/members/:id/card',
    ask: async ({ make }) => ({ params: { id: await make.outreachMember() }, body: { key: newKey() } }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
  {
    route: 'POST /v1/outreach/members/:id/done',
    ask: async ({ make }) => ({ params: { id: await make.outreachMember() }, body: { result: 'reached' } }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
  {
    route: 'DELETE /v1/outreach/members/:id/done',
    ask: async ({ make }) => ({ params: { id: await make.outreachMember() } }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
]
