import { newKey } from '../../../support/server'
import { nothing, OTHER_AGENTS, type Expectation } from '../expectation'
import { AGENTS, LEADERS } from '../roles'

/** The two sides and the leader above both; for everybody else there is no such case. */
const INVOLVED = ['owner', 'teammate', 'leader'] as const

export const ownershipCases: readonly Expectation[] = [
  {
    route: 'GET /v1/ownership-cases',
    ask: async ({ make }) => {
      await make.ownershipCase()
      return nothing()
    },
    may: AGENTS,
    finds: { text: () => '我先服务的这位客户', only: ['owner'] },
  },
  {
    route: 'GET /v1/ownership-cases/waiting',
    ask: async ({ make }) => {
      await make.ownershipCase()
      return nothing()
    },
    may: [...LEADERS, 'compliance', 'administrator'],
    finds: { text: () => '我先服务的这位客户', only: ['leader'] },
  },
  {
    route: 'POST /v1/ownership-cases',
    ask: async ({ make }) => ({
      body: { key: newKey(), phone: await make.clientsNumber(), words: '这位客户是我先服务的' },
    }),
    may: OTHER_AGENTS,
    refused: { case_own_client: ['owner'] },
  },
  {
    route: 'GET /v1/ownership-cases/:id',
    ask: async ({ make }) => ({ params: { id: await make.ownershipCase() } }),
    may: INVOLVED,
    blind: ['outsider', 'otherLeader', 'compliance', 'administrator'],
  },
  {
    route: 'GET /v1/ownership-cases/:id/references',
    ask: async ({ make }) => ({ params: { id: await make.ownershipCase() } }),
    may: ['owner', 'teammate'],
    blind: ['outsider', 'otherLeader'],
    refused: { case_not_a_side: ['leader'] },
  },
  {
    route: 'POST /v1/ownership-cases/:id/evidence',
    ask: async ({ make }) => ({
      params: { id: await make.ownershipCase() },
      body: { key: newKey(), words: '我先服务的这位客户' },
    }),
    may: ['owner', 'teammate'],
    blind: ['outsider', 'otherLeader'],
    refused: { case_not_a_side: ['leader'] },
  },
  {
    route: 'POST /v1/ownership-cases/:id/withdrawal',
    ask: async ({ make }) => ({ params: { id: await make.ownershipCase() }, body: { reason: '已经沟通清楚' } }),
    may: ['teammate'],
    blind: ['outsider', 'otherLeader'],
    refused: { case_not_a_side: ['owner', 'leader'] },
  },
  {
    route: 'POST /v1/ownership-cases/:id/decision',
    ask: async ({ make }) => ({
      params: { id: await make.ownershipCase() },
      body: { outcome: 'holder', reason: '首次服务更早' },
    }),
    may: ['leader'],
    blind: ['otherLeader', 'compliance', 'administrator'],
  },
  {
    route: 'POST /v1/ownership-cases/:id/appeal',
    ask: async ({ make }) => ({ params: { id: await make.decidedCase() }, body: { reason: '证据没有被考虑' } }),
    may: ['teammate'],
    blind: ['outsider', 'otherLeader'],
    refused: { case_won: ['owner'], case_not_a_side: ['leader'] },
  },
]
