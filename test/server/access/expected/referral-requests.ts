import { newKey } from '../../../support/server'
import { nothing, type Expectation } from '../expectation'
import { AGENTS, allBut, CLIENTS, SIGNED_IN } from '../roles'
import { introduction } from '../world'

export const requests: readonly Expectation[] = [
  {
    route: 'POST /v1/referral-requests',
    ask: () => ({
      body: { key: newKey(), category: 'doctor', words: '想找一位好的儿科医生', urgency: 'soon', audience: 'agent' },
    }),
    may: CLIENTS,
  },
  {
    route: 'GET /v1/referral-requests',
    ask: nothing,
    may: CLIENTS,
    finds: { text: () => '想找一位懂继承的律师', only: ['client'] },
  },
  {
    route: 'GET /v1/referral-requests/:id',
    ask: async ({ make }) => ({ params: { id: await make.request() } }),
    may: ['client', 'owner', 'leader'],
    blind: allBut(SIGNED_IN, 'client', 'owner', 'leader'),
  },
  {
    route: 'GET /v1/referral-requests/:id',
    about: 'shown to the group',
    ask: async ({ make, groupId }) => ({ params: { id: await make.request({ audience: 'group', groupId }) } }),
    may: ['client', 'owner', 'leader', 'otherClient'],
    blind: allBut(SIGNED_IN, 'client', 'owner', 'leader', 'otherClient'),
  },
  {
    route: 'GET /v1/requests/received',
    ask: nothing,
    may: AGENTS,
    finds: { text: () => '想找一位懂继承的律师', only: ['owner'] },
  },
  {
    route: 'POST /v1/referral-requests/:id/withdrawal',
    ask: async ({ make }) => ({ params: { id: await make.request() } }),
    may: ['client'],
    blind: ['otherClient'],
  },
  {
    route: 'POST /v1/referral-requests/:id/closing',
    ask: async ({ make }) => ({ params: { id: await make.request() }, body: { outcome: 'solved', rating: 5 } }),
    may: ['client'],
    blind: ['otherClient'],
  },
  {
    route: 'POST /v1/referral-requests/:id/introductions',
    ask: async ({ make }) => ({ params: { id: await make.request() }, body: introduction() }),
    may: ['owner'],
    // They see the request, and may not answer it.
    refused: { not_allowed: ['client', 'leader'] },
    blind: allBut(SIGNED_IN, 'owner', 'client', 'leader'),
  },
  {
    route: 'POST /v1/introductions/:id/acceptance',
    ask: async ({ make }) => ({ params: { id: await make.introduction() } }),
    may: ['client'],
    blind: ['otherClient'],
  },
  {
    route: 'POST /v1/introductions/:id/refusal',
    ask: async ({ make }) => ({ params: { id: await make.introduction() } }),
    may: ['client'],
    blind: ['otherClient'],
  },
  { route: 'GET /v1/providers', ask: nothing, may: AGENTS },
]
