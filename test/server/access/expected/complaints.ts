import { aComplaint, anAnswer } from '../../complaints/support'
import { newKey } from '../../../support/server'
import { nothing, type Expectation } from '../expectation'
import { allBut, CLIENTS, SIGNED_IN, type Role } from '../roles'

/** Those who handle the client's complaint: the leader above the owner, and the service desk. */
const HANDLERS: readonly Role[] = ['leader', 'serviceDesk']
/** To these it does not exist: another team's leader, and compliance before the time is over. */
const OUT_OF_SIGHT: readonly Role[] = ['otherLeader', 'compliance']
const NOT_THEIRS = allBut(SIGNED_IN, 'client')

export const complaints: readonly Expectation[] = [
  { route: 'POST /v1/complaints', ask: () => ({ body: aComplaint() }), may: CLIENTS },
  {
    route: 'GET /v1/complaints/mine',
    ask: async ({ make }) => {
      await make.complaint()
      return nothing()
    },
    may: SIGNED_IN,
    finds: { text: () => '现金价值没有讲明白', only: ['client'] },
  },
  {
    route: 'GET /v1/complaints/mine/:id',
    ask: async ({ make }) => ({ params: { id: await make.complaint() } }),
    may: ['client'],
    blind: NOT_THEIRS,
  },
  {
    route: 'POST /v1/complaints/mine/:id/judgement',
    ask: async ({ make }) => ({
      params: { id: await make.answeredComplaint() },
      body: { key: newKey(), isSolved: true },
    }),
    may: ['client'],
    blind: NOT_THEIRS,
  },
  {
    route: 'GET /v1/complaints',
    ask: async ({ make }) => {
      await make.complaint()
      return nothing()
    },
    may: [...HANDLERS, ...OUT_OF_SIGHT],
    finds: { text: () => '现金价值没有讲明白', only: HANDLERS },
  },
  {
    route: 'GET /v1/complaints/:id',
    ask: async ({ make }) => ({ params: { id: await make.complaint() } }),
    may: HANDLERS,
    blind: OUT_OF_SIGHT,
  },
  {
    route: 'POST /v1/complaints/:id/acceptance',
    ask: async ({ make }) => ({ params: { id: await make.complaint() } }),
    may: HANDLERS,
    blind: OUT_OF_SIGHT,
  },
  {
    route: 'POST /v1/complaints/:id/answer',
    ask: async ({ make }) => ({ params: { id: await make.acceptedComplaint() }, body: anAnswer() }),
    may: HANDLERS,
    blind: OUT_OF_SIGHT,
  },
  {
    route: 'POST /v1/complaints/:id/sharing',
    ask: async ({ make }) => ({ params: { id: await make.complaint() } }),
    may: HANDLERS,
    blind: OUT_OF_SIGHT,
  },
]
