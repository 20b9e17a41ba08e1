import { newKey } from '../../../support/server'
import { OTHER_AGENTS, nothing, yesTo, type Expectation } from '../expectation'
import { AGENTS, allBut, CLIENTS, SIGNED_IN } from '../roles'

export const referrals: readonly Expectation[] = [
  {
    route: 'POST /v1/referrals',
    ask: () => ({ body: { key: newKey(), words: '她帮我理清了保单' } }),
    may: CLIENTS,
  },
  {
    route: 'GET /v1/referrals',
    ask: nothing,
    may: CLIENTS,
    finds: { text: () => '她很可靠，解释得清楚', only: ['client'] },
  },
  {
    route: 'GET /v1/referrals/received',
    ask: nothing,
    may: AGENTS,
    finds: { text: () => '她很可靠，解释得清楚', only: ['owner'] },
  },
  {
    route: 'GET /v1/referrals/:id',
    ask: async ({ make }) => ({ params: { id: await make.referral() } }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
  {
    route: 'POST /v1/referrals/:id/moves',
    ask: async ({ make }) => ({ params: { id: await make.referral() }, body: { to: 'contacted' } }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
  {
    route: 'POST /v1/referrals/:id/thanks',
    ask: async ({ make }) => ({
      params: { id: await make.referral() },
      body: { at: 'consent', words: '谢谢您的信任' },
    }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
  {
    route: 'POST /v1/referrals/:id/sending',
    ask: async ({ make }) => ({ params: { id: (await make.card()).id }, body: { as: 'private' } }),
    may: ['client'],
    blind: ['otherClient'],
  },
  {
    route: 'POST /v1/referrals/:id/withdrawal',
    ask: async ({ make }) => ({ params: { id: (await make.card()).id } }),
    may: ['client'],
    blind: ['otherClient'],
  },
  {
    route: 'POST /v1/referrals/notices/:id/dismissal',
    ask: async ({ make }) => ({ params: { id: await make.notice() } }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
  {
    route: 'POST /v1/referral-asks',
    ask: async ({ make }) => ({ body: { key: newKey(), clientId: await make.satisfiedClient() } }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
  {
    route: 'GET /v1/referral-asks/willing',
    ask: async ({ make }) => {
      await make.willingClient()
      return nothing()
    },
    may: AGENTS,
    finds: { text: () => '愿意介绍的客户', only: ['owner'] },
  },
  { route: 'GET /v1/referral-asks/mine', ask: nothing, may: CLIENTS },
  { route: 'PUT /v1/referral-asks/preference', ask: () => ({ body: { never: false } }), may: CLIENTS },
  {
    route: 'POST /v1/referral-asks/:id/answer',
    ask: async ({ make }) => ({ params: { id: await make.ask() }, body: { answer: 'not_now' } }),
    may: ['client'],
    blind: ['otherClient'],
  },
  {
    route: 'GET /v1/referrals/invitations/:code',
    ask: async ({ make }) => ({ params: { code: (await make.card()).code } }),
    may: SIGNED_IN,
  },
  {
    route: 'POST /v1/referrals/invitations/:code/opening',
    ask: async ({ make }) => ({ params: { code: (await make.card()).code } }),
    may: SIGNED_IN,
  },
  {
    route: 'POST /v1/referrals/invitations/:code/consent',
    ask: async (world, role) => ({
      params: { code: (await world.make.card()).code },
      body: await yesTo(world, 'be_served'),
      ...(role === 'visitor' ? { token: await world.make.session(role) } : {}),
    }),
    // Agents and staff are people too, and may be somebody's client.
    may: allBut(SIGNED_IN, 'client', 'otherClient', 'owner'),
    refused: { referral_own: ['client'], referral_has_adviser: ['otherClient'], referral_by_agent: ['owner'] },
  },
  {
    route: 'POST /v1/referrals/invitations/:code/refusal',
    ask: async ({ make }, role) => ({
      params: { code: (await make.card()).code },
      ...(role === 'visitor' ? { token: await make.session(role) } : {}),
    }),
    may: allBut(SIGNED_IN, 'client', 'owner'),
    refused: { referral_own: ['client'], referral_by_agent: ['owner'] },
  },
]
