import { newKey } from '../../../support/server'
import { OTHER_AGENTS, nothing, type Expectation } from '../expectation'
import { AGENTS, allBut, SIGNED_IN } from '../roles'
import { shareOf } from '../world'

const event = (subjectId: string) => ({
  id: newKey(), kind: 'viewed', subject: 'content', subjectId, occurredAt: new Date().toISOString(),
}) // prettier-ignore

export const sharesAndEngagement: readonly Expectation[] = [
  { route: 'POST /v1/shares', ask: ({ contentId }) => ({ body: shareOf({ id: contentId }) }), may: SIGNED_IN },
  {
    route: 'GET /v1/shares',
    ask: nothing,
    may: AGENTS,
    finds: { text: ({ share }) => share.code, only: ['owner'] },
  },
  { route: 'GET /v1/shares/by-code/:code', ask: ({ share }) => ({ params: { code: share.code } }), may: SIGNED_IN },
  {
    route: 'GET /v1/shares/:id/reach',
    ask: ({ share }) => ({ params: { id: share.id } }),
    may: ['owner'],
    blind: OTHER_AGENTS,
  },
  {
    route: 'GET /v1/shares/:id/qr',
    ask: ({ share }) => ({ params: { id: share.id } }),
    may: ['owner'],
    blind: allBut(SIGNED_IN, 'owner'),
  },
  { route: 'POST /v1/engagements', ask: ({ contentId }) => ({ body: { events: [event(contentId)] } }), may: SIGNED_IN },
]
