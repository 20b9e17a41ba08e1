import { newKey } from '../../../support/server'
import { nothing, type Expectation } from '../expectation'
import { AGENTS, allBut, CLIENTS, LEADERS, ROLES, SIGNED_IN } from '../roles'
import { introduction } from '../world'

export const requests: readonly Expectation[] = [
  {
    route: 'POST /v1/referral-requests',
    ask: () => ({
      body: {
        key: newKey(),
        category: 'doctor',
        words: '想找一位好的儿科医生',
        answers: [{ question: 'area', answer: '云台区' }],
        urgency: 'soon',
        audience: 'agent',
      },
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
    route: 'PUT /v1/referral-requests/:id',
    ask: async ({ make }) => ({
      params: { id: await make.request() },
      body: {
        words: '想找一位懂继承、肯上门的律师',
        answers: [{ question: 'area', answer: '云台区' }],
        urgency: 'low',
        version: 0,
      },
    }),
    may: ['client'],
    blind: ['otherClient'],
  },
  {
    route: 'POST /v1/referral-requests/:id/pictures',
    ask: async ({ make }) => ({ params: { id: await make.request() }, picture: await make.photo() }),
    may: ['client'],
    blind: ['otherClient'],
  },
  {
    route: 'GET /v1/request-pictures/:id',
    ask: async ({ make }) => ({ params: { id: await make.picture() } }),
    may: ['client', 'owner', 'leader'],
    blind: allBut(SIGNED_IN, 'client', 'owner', 'leader'),
  },
  {
    route: 'GET /v1/request-pictures/:id',
    about: 'shown to the group',
    ask: async ({ make, groupId }) => ({ params: { id: await make.picture({ audience: 'group', groupId }) } }),
    may: ['client', 'owner', 'leader', 'otherClient'],
    blind: allBut(SIGNED_IN, 'client', 'owner', 'leader', 'otherClient'),
  },
  {
    route: 'DELETE /v1/request-pictures/:id',
    ask: async ({ make }) => ({ params: { id: await make.picture() } }),
    may: ['client'],
    blind: ['otherClient'],
  },
  {
    route: 'GET /v1/request-pictures/checks/:code',
    ask: async ({ make }) => ({ params: { code: await make.pictureCheck() } }),
    may: ROLES,
  },
  {
    route: 'GET /v1/requests/escalated',
    ask: async ({ make }) => {
      await make.escalated()
      return {}
    },
    may: LEADERS,
    finds: { text: () => '想找一位肯上门的护理师', only: ['leader'] },
  },
  {
    route: 'GET /v1/team/agents/:id/requests',
    ask: async ({ make, agents }) => {
      await make.escalated()
      return { params: { id: agents.owner.id } }
    },
    may: ['leader'],
    blind: ['otherLeader'],
    finds: { text: () => '想找一位肯上门的护理师', only: ['leader'] },
  },
  {
    route: 'POST /v1/referral-requests/:id/helper',
    ask: async ({ make, agents }) => ({
      params: { id: await make.escalated() },
      body: { agentId: agents.teammate.id },
    }),
    may: ['leader'],
    blind: ['otherLeader'],
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
  {
    route: 'POST /v1/introductions/:id/withdrawal',
    ask: async ({ make }) => ({ params: { id: await make.introduction() } }),
    may: ['owner'],
    blind: allBut(SIGNED_IN, 'owner'),
  },
  {
    route: 'POST /v1/introductions/:id/thanks',
    ask: async ({ make }) => ({ params: { id: await make.connection() }, body: { words: '谢谢您帮忙' } }),
    may: ['client'],
    blind: ['otherClient'],
  },
  {
    route: 'GET /v1/introductions/thanks',
    ask: async ({ make }) => {
      await make.thanks()
      return nothing()
    },
    may: SIGNED_IN,
    finds: { text: () => '谢谢您帮忙', only: ['owner'] },
  },
  {
    route: 'GET /v1/introductions/received',
    ask: async ({ make, agents }) => {
      await make.introduction({ kind: 'agent', agentCode: agents.teammate.code, name: undefined })
      return {}
    },
    may: AGENTS,
    finds: { text: () => '想找一位懂继承的律师', only: ['teammate'] },
  },
  {
    route: 'GET /v1/introductions/cards/:code',
    ask: async ({ make }) => ({ params: { code: await make.introductionCard() } }),
    may: SIGNED_IN,
  },
  {
    route: 'GET /v1/introductions/cards/:code',
    about: 'of a colleague',
    ask: async ({ make, agents }) => ({
      params: {
        code: await make.introductionCard({ kind: 'agent', agentCode: agents.teammate.code, name: undefined }),
      },
    }),
    may: ['teammate'],
    blind: allBut(SIGNED_IN, 'teammate'),
  },
  {
    route: 'POST /v1/introductions/cards/:code/agreement',
    ask: async ({ make }) => ({
      params: { code: await make.introductionCard() },
      body: { way: 'own', contact: '明衡律师事务所前台', isAdult: true },
    }),
    may: allBut(SIGNED_IN, 'client', 'owner'),
    refused: { introduction_own: ['client', 'owner'] },
  },
  {
    route: 'POST /v1/introductions/cards/:code/refusal',
    ask: async ({ make }) => ({ params: { code: await make.introductionCard() } }),
    may: allBut(SIGNED_IN, 'client', 'owner'),
    refused: { introduction_own: ['client', 'owner'] },
  },
  {
    route: 'POST /v1/introductions/cards/:code/withdrawal',
    ask: async (world, role) => ({ params: { code: await world.make.agreedCard(role) } }),
    may: SIGNED_IN,
  },
]
