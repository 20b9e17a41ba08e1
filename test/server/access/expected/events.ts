import { anEventDraft, anEventEdit } from '../../events/support'
import { OTHER_AGENTS, type Expectation } from '../expectation'
import { AGENTS, allBut, LEADERS, SIGNED_IN } from '../roles'

const HOST_AND_COMPLIANCE = ['owner', 'compliance'] as const

export const events: readonly Expectation[] = [
  { route: 'GET /v1/events', ask: () => ({ query: { list: 'upcoming' } }), may: SIGNED_IN },
  {
    route: 'GET /v1/events',
    about: 'of an agent',
    ask: () => ({ query: { list: 'hosted' } }),
    may: AGENTS,
    finds: { text: () => '归属代理人的茶会', only: ['owner'] },
  },
  {
    route: 'GET /v1/events',
    about: 'of a team',
    ask: () => ({ query: { list: 'team' } }),
    may: LEADERS,
    finds: { text: () => '归属代理人的茶会', only: ['leader'] },
  },
  { route: 'GET /v1/events', about: 'that wait', ask: () => ({ query: { list: 'review' } }), may: ['compliance'] },
  {
    route: 'GET /v1/events/:id',
    ask: async ({ make }) => ({ params: { id: await make.event() } }),
    may: SIGNED_IN,
  },
  {
    route: 'GET /v1/events/:id',
    about: 'a draft',
    ask: async ({ make }) => ({ params: { id: await make.event({ status: 'draft' }) } }),
    may: HOST_AND_COMPLIANCE,
    blind: allBut(SIGNED_IN, ...HOST_AND_COMPLIANCE),
  },
  {
    route: 'GET /v1/events/:id',
    about: 'one that waits for compliance',
    ask: async ({ make }) => ({ params: { id: await make.event({ status: 'submitted' }) } }),
    may: [...HOST_AND_COMPLIANCE, 'leader'],
    blind: allBut(SIGNED_IN, ...HOST_AND_COMPLIANCE, 'leader'),
  },
  { route: 'POST /v1/events', ask: () => ({ body: anEventDraft() }), may: AGENTS },
  {
    route: 'PUT /v1/events/:id',
    ask: async ({ make }) => ({ params: { id: await make.event() }, body: anEventEdit() }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
  {
    route: 'POST /v1/events/:id/submission',
    ask: async ({ make }) => ({ params: { id: await make.event({ status: 'draft' }) } }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
  {
    route: 'POST /v1/events/:id/approval',
    ask: async ({ make }) => ({ params: { id: await make.event({ status: 'submitted' }) }, body: { version: 1 } }),
    may: ['compliance'],
  },
  {
    route: 'POST /v1/events/:id/return',
    ask: async ({ make }) => ({
      params: { id: await make.event({ status: 'submitted' }) },
      body: { version: 1, reason: '请写明讲师' },
    }),
    may: ['compliance'],
  },
  {
    route: 'POST /v1/events/:id/cancellation',
    ask: async ({ make }) => ({ params: { id: await make.event() }, body: { reason: '场地不能用了' } }),
    may: HOST_AND_COMPLIANCE,
    blind: OTHER_AGENTS,
  },
  {
    route: 'POST /v1/events/:id/registration',
    ask: async ({ make }) => ({ params: { id: await make.event() }, body: {} }),
    may: allBut(SIGNED_IN, 'owner'),
    refused: { event_own: ['owner'] },
  },
  {
    route: 'POST /v1/events/:id/registration',
    about: 'for clients',
    ask: async ({ make }) => ({ params: { id: await make.event({ audience: 'clients' }) }, body: {} }),
    may: ['client'],
    refused: { event_own: ['owner'], event_not_for_you: allBut(SIGNED_IN, 'client', 'owner') },
  },
  {
    route: 'DELETE /v1/events/:id/registration',
    ask: async ({ make }, role) => ({ params: { id: (await make.registration(role)).eventId } }),
    may: SIGNED_IN,
  },
  {
    route: 'GET /v1/events/:id/registrations',
    ask: async ({ make }) => ({ params: { id: (await make.registration('client')).eventId } }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
  {
    route: 'PUT /v1/events/:id/registrations/:registrationId/attendance',
    ask: async ({ make }) => {
      const { eventId, id } = await make.registration('client', 0.5)
      return { params: { id: eventId, registrationId: id }, body: { mark: 'attended' } }
    },
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
  {
    route: 'GET /v1/events/:id/check-in-code',
    ask: async ({ make }) => ({ params: { id: await make.event({ beginsInHours: 0.5 }) } }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
  {
    route: 'POST /v1/events/:id/check-in',
    ask: async ({ make }, role) => {
      const { eventId } = await make.registration(role, 0.5)
      return { params: { id: eventId }, body: { code: await make.checkInCode(eventId) } }
    },
    may: SIGNED_IN,
  },
]
