import { newKey, type Answer } from '../../support/server'
import { anEventDraft } from '../events/support'
import { aCarePlan, aPlan } from '../outreach/support'
import { aComplaint } from '../complaints/support'
import { aPolicy } from '../policies/support'
import { fingerprint } from './fingerprint'
import type { Role } from './roles'
import { buildWorld, draft, introduction, provider, shareOf, type World } from './world'

const MISSING = '987654321'

let world: World
beforeAll(async () => {
  world = await buildWorld()
})
afterAll(() => world.close())

async function post(role: Role, path: string, body: object): Promise<Answer> {
  const { statusCode, body: text } = await world.server.app.inject({
    method: 'POST',
    url: `/v1${path}`,
    payload: body,
    headers: { authorization: `Bearer ${world.people[role].token}` },
  })
  return { status: statusCode, body: JSON.parse(text), headers: {} }
}

const inShort = ({ status, body }: Answer): string => `${status} ${body.code}`

interface Attempt {
  about: string
  who: Role
  /** An id that is somebody else's, or not for this person. */
  foreign: () => string | Promise<string>
  path: string | (() => Promise<string>)
  body: (id: string) => object
  answer: string
}

const attempts: Attempt[] = [
  {
    about: 'a leader gives a client to an agent of another team',
    who: 'leader',
    foreign: () => world.agents.outsider.id,
    path: async () => `/clients/${await world.make.clientOfOwner()}/owner`,
    body: (agentId) => ({ agentId, reason: '按区域调整' }),
    answer: '404 agent_not_found',
  },
  {
    about: "an agent merges an own client with a colleague's",
    who: 'owner',
    foreign: () => world.otherClientId,
    path: '/merges',
    body: (mergedId) => ({ key: newKey(), survivorId: world.clientId, mergedId, reason: '同一位客户' }),
    answer: '404 client_not_found',
  },
  {
    about: "an agent merges a colleague's client with an own one",
    who: 'owner',
    foreign: () => world.otherClientId,
    path: '/merges',
    body: (survivorId) => ({ key: newKey(), survivorId, mergedId: world.clientId, reason: '同一位客户' }),
    answer: '404 client_not_found',
  },
  {
    about: "a side of a case points to a colleague's client",
    who: 'owner',
    foreign: () => world.otherClientId,
    path: async () => `/ownership-cases/${await world.make.ownershipCase()}/evidence`,
    body: (id) => ({ key: newKey(), words: '我先服务的这位客户', pointsTo: [{ kind: 'client', id }] }),
    answer: '404 case_reference_not_found',
  },
  {
    about: "an agent asks another agent's client for a recommendation",
    who: 'outsider',
    foreign: () => world.make.satisfiedClient(),
    path: '/referral-asks',
    body: (clientId) => ({ key: newKey(), clientId }),
    answer: '404 client_not_found',
  },
  {
    about: 'a client asks a group of which the client is no member',
    who: 'client',
    foreign: () => world.make.emptyGroup(),
    path: '/referral-requests',
    body: (groupId) => ({
      key: newKey(), category: 'other', words: '想找一位好邻居', urgency: 'low', audience: 'group', groupId,
    }), // prettier-ignore
    answer: '409 not_a_member',
  },
  {
    about: 'a member of the group introduces from the directory of the agents',
    who: 'otherClient',
    foreign: () => world.providerId,
    path: async () =>
      `/referral-requests/${await world.make.request({ audience: 'group', groupId: world.groupId })}/introductions`,
    body: (providerId) => introduction({ kind: 'provider', providerId }),
    answer: '404 provider_not_found',
  },
  {
    about: "an agent says with a policy that another client's referral is won",
    who: 'owner',
    foreign: () => world.make.referral(),
    path: async () => `/clients/${await world.make.clientOfOwner()}/policies`,
    body: (wonReferralId) => aPolicy({ wonReferralId }),
    answer: '404 referral_not_found',
  },
  {
    about: 'a leader hands a request to an agent of another team',
    who: 'leader',
    foreign: () => world.agents.outsider.id,
    path: async () => `/referral-requests/${await world.make.escalated()}/helper`,
    body: (agentId) => ({ agentId }),
    answer: '404 agent_not_found',
  },
  {
    about: 'a visitor shares a draft',
    who: 'visitor',
    foreign: () => world.make.draft(),
    path: '/shares',
    body: (id) => shareOf({ id }),
    answer: '404 subject_not_found',
  },
  {
    about: 'a visitor shares an event that waits for approval',
    who: 'visitor',
    foreign: () => world.make.event({ status: 'submitted' }),
    path: '/shares',
    body: (subjectId) => ({ key: newKey(), subject: 'event', subjectId, channel: 'card' }),
    answer: '404 subject_not_found',
  },
  {
    about: "an agent shares under another agent's campaign",
    who: 'teammate',
    foreign: () => world.make.campaign(),
    path: '/shares',
    body: (campaignId) => ({ ...shareOf({ id: world.contentId }), campaignId }),
    answer: '404 campaign_not_found',
  },
  {
    about: 'an agent plans with a draft',
    who: 'owner',
    foreign: () => world.make.draft(),
    path: '/outreach/plans',
    body: (contentId) => aPlan({ id: contentId }),
    answer: '404 content_not_found',
  },
  {
    about: "an agent plans with another agent's event",
    who: 'teammate',
    foreign: () => world.make.event(),
    path: '/outreach/plans',
    body: (eventId) => aCarePlan({ outcome: 'registered', eventId }),
    answer: '404 event_not_found',
  },
  {
    about: "somebody shares a client's referral card by its id",
    who: 'otherClient',
    foreign: async () => (await world.make.card()).id,
    path: '/shares',
    body: (subjectId) => ({ key: newKey(), subject: 'referral', subjectId, channel: 'card' }),
    answer: '404 subject_not_found',
  },
]

describe('an id in a body that is not for this person is refused like one that does not exist, and nothing is written', () => {
  it.each(attempts.map((attempt) => [attempt.about, attempt] as const))('%s', async (_, attempt) => {
    const { who, foreign, path, body, answer } = attempt
    const [id, target] = [await foreign(), typeof path === 'string' ? path : await path()]
    const before = await fingerprint(world.server.db)
    expect(inShort(await post(who, target, body(id)))).toBe(answer)
    expect(inShort(await post(who, target, body(MISSING)))).toBe(answer)
    expect(await fingerprint(world.server.db)).toEqual(before)
  })
})

describe("an engagement on what this person cannot see is refused like one on nothing, so that ids can't be probed", () => {
  it.each([
    ['a draft', 'content', () => world.make.draft()],
    ['an event that was not approved', 'event', () => world.make.event({ status: 'draft' })],
    ["another client's request", 'request', () => world.make.request()],
    ["another client's referral", 'referral', async () => (await world.make.card()).id],
  ])('%s', async (_, subject, foreign) => {
    const id = await foreign()
    const before = await fingerprint(world.server.db)
    const on = (subjectId: string) => ({
      events: [{ id: newKey(), kind: 'viewed', subject, subjectId, occurredAt: new Date().toISOString() }],
    })
    const [foreignOne, missingOne] = [
      await post('visitor', '/engagements', on(id)),
      await post('visitor', '/engagements', on(MISSING)),
    ]
    expect(foreignOne.body.accepted).toEqual([])
    expect(foreignOne.body.refused[0].code).toBe(missingOne.body.refused[0].code)
    expect(await fingerprint(world.server.db)).toEqual(before)
  })
})

describe('the key of something that another person made is refused, tells nothing of it, and changes nothing', () => {
  const asking = { category: 'other', words: '想找一位好邻居', urgency: 'low', audience: 'agent' }
  const things: [string, Role, Role, string | (() => Promise<string>), object][] = [
    ['a share', 'client', 'otherClient', '/shares', { subject: 'agent', channel: 'qr' }],
    ['a request', 'client', 'otherClient', '/referral-requests', asking],
    ['a referral card', 'client', 'otherClient', '/referrals', { words: '她很可靠' }],
    ['a campaign', 'owner', 'teammate', '/campaigns', { name: '重阳问候' }],
    ['an article', 'administrator', 'compliance', '/contents', draft()],
    ['an event', 'owner', 'teammate', '/events', anEventDraft()],
    ['a provider', 'owner', 'teammate', '/providers', provider()],
    ['a complaint', 'client', 'otherClient', '/complaints', aComplaint()],
    ['an outreach plan', 'owner', 'teammate', '/outreach/plans', aCarePlan()],
    [
      'an introduction',
      'owner',
      'otherClient',
      async () =>
        `/referral-requests/${await world.make.request({ audience: 'group', groupId: world.groupId })}/introductions`,
      introduction(),
    ],
  ]
  it.each(things)('%s', async (name, maker, other, path, thing) => {
    const target = typeof path === 'string' ? path : await path()
    const body = {
      ...thing,
      key: newKey(),
      ...(name === 'a share' ? { subjectId: world.agents.owner.id } : {}),
    }
    expect((await post(maker, target, body)).status).toBe(200)
    const before = await fingerprint(world.server.db)
    const answer = await post(other, target, body)
    expect(inShort(answer)).toBe('409 key_reused')
    expect(Object.keys(answer.body).sort()).toEqual(['code', 'requestId', 'status', 'title', 'type'])
    expect(await fingerprint(world.server.db)).toEqual(before)
  })
})
