import { REQUEST_MOVES, type RequestStatus } from '@quanke/shared/domain/referral-request'
import {
  askRefusal,
  closeRefusal,
  withdrawRefusal,
  type AskFacts,
} from '../../../server/src/referral-requests/ask.rules'
import {
  introduceRefusal,
  settleRefusal,
  statusAfterSettling,
  type IntroduceFacts,
  type SettleFacts,
} from '../../../server/src/referral-requests/introduce.rules'
import { readerOf, type ReadFacts, type Viewer } from '../../../server/src/referral-requests/reader.rules'

describe('who reads a request', () => {
  const request: ReadFacts = {
    recordId: '1',
    ownerAgentId: '7',
    ownerTeamPath: '/1/3/',
    audience: 'group',
    wordsReview: 'passed',
    status: 'open',
    isMember: false,
  }
  const stranger: Viewer = { accountId: '9', recordId: null, agentId: null, leadsPath: null }

  it.each<[string, Partial<ReadFacts>, Partial<Viewer>, ReturnType<typeof readerOf>]>([
    ['the client, as the client', {}, { recordId: '1' }, 'client'],
    ['another client, not at all', {}, { recordId: '2' }, null],
    ['the owning agent, as the owner', {}, { agentId: '7' }, 'owner'],
    ['another agent, not at all', {}, { agentId: '8' }, null],
    ['the leader of the team', {}, { agentId: '8', leadsPath: '/1/3/' }, 'leader'],
    ['the leader above', {}, { agentId: '8', leadsPath: '/1/' }, 'leader'],
    ['the leader of another team, not at all', {}, { agentId: '8', leadsPath: '/1/4/' }, null],
    ['a team whose number only begins alike, not at all', { ownerTeamPath: '/1/33/' }, { leadsPath: '/1/3/' }, null],
    [
      'nobody without an agent while it is in the pool',
      { ownerAgentId: null, ownerTeamPath: null },
      { agentId: '7' },
      null,
    ],
    ['a member of the group', { isMember: true }, {}, 'member'],
    ['a member before the words were checked, not at all', { isMember: true, wordsReview: 'pending' }, {}, null],
    ['a member when the client took it back, not at all', { isMember: true, status: 'withdrawn' }, {}, null],
    ['a member when the words were held back, not at all', { isMember: true, wordsReview: 'held' }, {}, null],
    ['a member, when it is for the agent only, not at all', { isMember: true, audience: 'agent' }, {}, null],
    ['a stranger, not at all', {}, {}, null],
  ])('%s', (_, facts, viewer, expected) =>
    expect(readerOf({ ...request, ...facts }, { ...stranger, ...viewer })).toBe(expected),
  )
})

describe('asking', () => {
  const good: AskFacts = { hasOwner: true, audience: 'agent', hasGroup: false, isMember: false, words: '想找一位律师' }

  it.each<[string, Partial<AskFacts>, ReturnType<typeof askRefusal>]>([
    ['a client with an agent may ask the agent', {}, null],
    ['a client of the pool has nobody to ask', { hasOwner: false }, 'no_owner_yet'],
    ['a question to a group names the group', { audience: 'group' }, 'request_group_required'],
    ['only members ask a group', { audience: 'group', hasGroup: true }, 'not_a_member'],
    ['a member may ask the group', { audience: 'group', hasGroup: true, isMember: true }, null],
    ['no phone number stands in the words', { words: '请打 138 0013 8000' }, 'phone_in_words'],
    ['not even a disguised one', { words: '我朋友１３８－００１３－８０００' }, 'phone_in_words'],
  ])('%s', (_, facts, expected) => expect(askRefusal({ ...good, ...facts })).toBe(expected))

  it.each<[RequestStatus, ReturnType<typeof withdrawRefusal>]>([
    ['open', null],
    ['answered', null],
    ['introduced', null],
    ['closed', 'request_closed'],
    ['withdrawn', 'request_closed'],
  ])('a request that is %s is taken back or closed, or not', (status, expected) => {
    expect(withdrawRefusal(status)).toBe(expected)
    expect(closeRefusal(status, null)).toBe(expected)
  })

  it('a rating holds no phone number', () => {
    expect(closeRefusal('introduced', '律师电话13800138000很好')).toBe('phone_in_words')
  })
})

describe('introducing', () => {
  const good: IntroduceFacts = {
    reader: 'owner',
    status: 'open',
    kind: 'provider',
    counterpartAgreed: true,
    texts: ['沈律师很有耐心'],
    provider: { isValid: true },
    hasName: false,
    hasContact: false,
    isAgent: true,
  }
  const person = { kind: 'person', provider: null, hasName: true, hasContact: true } as const

  it.each<[string, Partial<IntroduceFacts>, ReturnType<typeof introduceRefusal>]>([
    ['the agent introduces a valid provider', {}, null],
    ['a second introduction is welcome', { status: 'answered' }, null],
    ['none after one was accepted', { status: 'introduced' }, 'request_state_wrong'],
    ['none after the end', { status: 'closed' }, 'request_closed'],
    ['none after it was taken back', { status: 'withdrawn' }, 'request_closed'],
    ['a leader only reads', { reader: 'leader' }, 'not_allowed'],
    ['nobody answers the own question', { reader: 'client' }, 'not_allowed'],
    ['the other side agreed first', { counterpartAgreed: false }, 'counterpart_not_agreed'],
    ['an unknown provider is none', { provider: null }, 'provider_not_found'],
    ['an expired provider is not introduced', { provider: { isValid: false } }, 'provider_expired'],
    ['the directory is for agents', { reader: 'member', isAgent: false }, 'provider_not_found'],
    ['a member introduces a person', { ...person, reader: 'member', isAgent: false }, null],
    ['a person has a name', { ...person, hasName: false }, 'invalid_request'],
    ['a person has a contact', { ...person, hasContact: false }, 'invalid_request'],
    ['the words carry no phone number', { texts: ['打13800138000找他'] }, 'phone_in_words'],
    ['the name carries none either', { ...person, texts: ['好', '沈律师13800138000'] }, 'phone_in_words'],
  ])('%s', (_, facts, expected) => expect(introduceRefusal({ ...good, ...facts })).toBe(expected))
})

describe('settling an introduction', () => {
  const good: SettleFacts = { introduction: 'offered', request: 'answered', to: 'accepted' }

  it.each<[string, Partial<SettleFacts>, ReturnType<typeof settleRefusal>]>([
    ['an offered one is accepted', {}, null],
    ['or declined', { to: 'declined' }, null],
    ['a second one too', { request: 'introduced' }, null],
    ['what was declined stays declined', { introduction: 'declined' }, 'introduction_settled'],
    ['what was accepted stays accepted', { introduction: 'accepted', to: 'declined' }, 'introduction_settled'],
    ['nothing after the end', { request: 'closed' }, 'request_closed'],
    ['nothing after it was taken back', { request: 'withdrawn', to: 'declined' }, 'request_closed'],
  ])('%s', (_, facts, expected) => expect(settleRefusal({ ...good, ...facts })).toBe(expected))

  it('a request waits again when its last introduction is declined', () => {
    expect(statusAfterSettling('declined', [])).toBe('open')
    expect(statusAfterSettling('declined', ['declined'])).toBe('open')
    expect(statusAfterSettling('declined', ['offered'])).toBe('answered')
    expect(statusAfterSettling('declined', ['offered', 'accepted'])).toBe('introduced')
    expect(statusAfterSettling('accepted', ['offered'])).toBe('introduced')
  })
})

it('every status of a request can be reached from the first', () => {
  const reached = new Set<RequestStatus>(['open'])
  for (const status of reached) for (const next of REQUEST_MOVES[status]) reached.add(next)
  expect([...reached].sort()).toEqual(Object.keys(REQUEST_MOVES).sort())
})
