import type { Refusal } from '@quanke/shared/domain/refusal'
import { newKey } from '../../support/server'
import { AGENTS, allBut, CLIENTS, LEADERS, ROLES, SIGNED_IN, type Role } from './roles'
import { draft, introduction, shareOf, type World } from './world'

/** What is sent. The same is tried by those who may and by those who may not. */
export interface Ask {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: object
  /** Another session than the role's own, for acts that use one up. */
  token?: string | null
}

/**
 * Who gets an answer from a route (domain rules, section 10). Of those who are not named, the ones without a session are told to sign in and all
 * others that they are not allowed.
 */
export interface Expectation {
  route: string
  about?: string
  ask: (world: World, role: Role) => Ask | Promise<Ask>
  may: readonly Role[]
  /** For these the thing does not exist: they get the very answer that an id gets which nobody ever gave out. */
  blind?: readonly Role[]
  refused?: Partial<Record<Refusal, readonly Role[]>>
  /** For lists: only these find this text in what they get. */
  finds?: { text: (world: World) => string; only: readonly Role[] }
}

const nothing = () => ({})
const OTHER_AGENTS = allBut(AGENTS, 'owner')
const AGENTS_OUT_OF_SIGHT = allBut(AGENTS, 'owner', 'leader')
const event = (subjectId: string) => ({
  id: newKey(), kind: 'viewed', subject: 'content', subjectId, occurredAt: new Date().toISOString(),
}) // prettier-ignore
const yesTo = async (world: World, purpose: string) => ({
  decisions: [{ purpose, textVersion: await world.make.textVersion(purpose), given: true }],
  isAdult: true,
})

const operations: Expectation[] = [
  { route: 'GET /health/live', ask: nothing, may: ROLES },
  { route: 'GET /health/ready', ask: nothing, may: ROLES },
  { route: 'GET /metrics', ask: nothing, may: ROLES },
  { route: 'GET /v1/wechat/push', ask: ({ make }) => ({ query: make.pushCheck() }), may: ROLES },
  {
    route: 'GET /v1/wechat/push',
    about: 'with a made-up signature',
    ask: ({ make }) => ({ query: { ...make.pushCheck(), signature: '0'.repeat(40) } }),
    may: [],
    refused: { push_signature_invalid: ROLES },
  },
  {
    route: 'POST /v1/wechat/push',
    ask: () => ({
      query: { msg_signature: '0'.repeat(40), timestamp: '1700000000', nonce: 'n' },
      body: { Encrypt: 'AAAA' },
    }),
    may: [],
    refused: { push_signature_invalid: ROLES },
  },
]

const identity: Expectation[] = [
  {
    route: 'POST /v1/session',
    ask: async ({ make }, role) => ({ body: { code: await make.wechatCode('login-codes', role) } }),
    may: ROLES,
  },
  { route: 'DELETE /v1/session', ask: async ({ make }, role) => ({ token: await make.session(role) }), may: SIGNED_IN },
  { route: 'GET /v1/me', ask: nothing, may: SIGNED_IN },
  { route: 'PUT /v1/me', ask: () => ({ body: { alias: '江边散步' } }), may: SIGNED_IN },
  {
    route: 'POST /v1/me/phone',
    ask: async ({ make }, role) => ({ body: { code: await make.wechatCode('phone-codes', role) } }),
    may: SIGNED_IN,
  },
  { route: 'GET /v1/message-templates', ask: nothing, may: SIGNED_IN },
]

const consent: Expectation[] = [
  { route: 'GET /v1/consents', ask: nothing, may: SIGNED_IN },
  { route: 'POST /v1/consents', ask: async (world) => ({ body: await yesTo(world, 'use_service') }), may: SIGNED_IN },
  {
    route: 'DELETE /v1/consents/:purpose',
    ask: async ({ make }, role) => {
      if (role !== 'visitor') await make.consentTo(role, 'marketing')
      return { params: { purpose: 'marketing' } }
    },
    may: allBut(SIGNED_IN, 'visitor'),
    blind: ['visitor'],
  },
]

const organization: Expectation[] = [
  { route: 'GET /v1/organization', ask: nothing, may: ROLES },
  { route: 'GET /v1/agents', ask: nothing, may: ['administrator'] },
  {
    route: 'GET /v1/agents/by-code/:code',
    ask: ({ agents }) => ({ params: { code: agents.owner.code } }),
    may: SIGNED_IN,
  },
  { route: 'GET /v1/agents/:id', ask: ({ agents }) => ({ params: { id: agents.owner.id } }), may: SIGNED_IN },
  {
    route: 'GET /v1/team',
    ask: nothing,
    may: LEADERS,
    finds: { text: ({ agents }) => agents.owner.name, only: ['leader'] },
  },
  { route: 'GET /v1/audit', ask: nothing, may: ['compliance'] },
]

const groups: Expectation[] = [
  { route: 'GET /v1/groups', ask: nothing, may: SIGNED_IN },
  { route: 'GET /v1/groups/:id', ask: ({ groupId }) => ({ params: { id: groupId } }), may: SIGNED_IN },
  {
    route: 'GET /v1/groups/:id/members',
    ask: ({ groupId }) => ({ params: { id: groupId } }),
    may: ['client', 'otherClient', 'owner'],
    refused: { not_a_member: allBut(SIGNED_IN, 'client', 'otherClient', 'owner') },
  },
  {
    route: 'GET /v1/groups/:id/requests',
    ask: ({ groupId }) => ({ params: { id: groupId } }),
    may: ['client', 'otherClient', 'owner'],
    refused: { not_a_member: allBut(SIGNED_IN, 'client', 'otherClient', 'owner') },
  },
  {
    route: 'POST /v1/groups/:id/membership',
    ask: async ({ make }) => ({ params: { id: await make.emptyGroup() }, body: {} }),
    may: SIGNED_IN,
  },
  {
    route: 'DELETE /v1/groups/:id/membership',
    ask: async ({ make }, role) => ({ params: { id: await make.groupWith(role) } }),
    may: allBut(SIGNED_IN, 'visitor'),
    refused: { not_a_member: ['visitor'] },
  },
]

const contents: Expectation[] = [
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

const sharesAndEngagement: Expectation[] = [
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

const clients: Expectation[] = [
  {
    route: 'GET /v1/workbench',
    ask: nothing,
    may: AGENTS,
    finds: { text: () => '想找一位懂继承的律师', only: ['owner'] },
  },
  {
    route: 'GET /v1/clients',
    ask: nothing,
    may: AGENTS,
    finds: { text: () => '许女士', only: ['owner', 'leader'] },
  },
  {
    route: 'GET /v1/clients',
    about: 'looked for by name',
    ask: () => ({ query: { q: '许女士' } }),
    may: AGENTS,
    finds: { text: () => '许女士', only: ['owner', 'leader'] },
  },
  { route: 'POST /v1/clients/match', ask: () => ({ body: { phone: '13800138000' } }), may: AGENTS },
  {
    route: 'GET /v1/clients/:id',
    ask: ({ clientId }) => ({ params: { id: clientId } }),
    may: ['owner', 'leader'],
    blind: AGENTS_OUT_OF_SIGHT,
  },
  {
    route: 'GET /v1/clients/:id/timeline',
    ask: ({ clientId }) => ({ params: { id: clientId } }),
    may: ['owner', 'leader'],
    blind: AGENTS_OUT_OF_SIGHT,
  },
  { route: 'GET /v1/pool', ask: nothing, may: LEADERS },
  {
    route: 'POST /v1/clients/:id/owner',
    ask: async ({ make, agents }) => ({
      params: { id: await make.clientOfOwner() },
      body: { agentId: agents.teammate.id, reason: '按区域调整' },
    }),
    may: ['leader'],
    blind: ['otherLeader'],
  },
  {
    route: 'POST /v1/clients/:id/owner',
    about: 'of the pool, to an agent of the east',
    ask: async ({ make, agents }) => ({
      params: { id: await make.clientOfPool() },
      body: { agentId: agents.teammate.id, reason: '按区域分配' },
    }),
    may: ['leader'],
    refused: { agent_not_found: ['otherLeader'] },
  },
  {
    route: 'POST /v1/me/agent',
    ask: ({ agents }) => ({ body: { agentCode: agents.owner.code } }),
    may: ['client'],
    refused: { client_has_owner: ['otherClient'] },
  },
]

const requests: Expectation[] = [
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

const referrals: Expectation[] = [
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

export const EXPECTATIONS: readonly Expectation[] = [
  ...operations,
  ...identity,
  ...consent,
  ...organization,
  ...groups,
  ...contents,
  ...sharesAndEngagement,
  ...requests,
  ...referrals,
  ...clients,
]
