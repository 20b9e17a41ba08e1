import {
  INTRODUCTION_MOVES,
  REQUEST_MOVES,
  type IntroductionStatus,
  type RequestStatus,
  type Urgency,
} from '@quanke/shared/domain/referral-request'
import { REQUEST_QUESTIONS, questionsOf } from '@quanke/shared/domain/request-questions'
import { answersRefusal, inOrder } from '../../../server/src/referral-requests/answers.rules'
import {
  askRefusal,
  closeRefusal,
  editRefusal,
  handOverRefusal,
  withdrawRefusal,
  type AskFacts,
  type EditFacts,
} from '../../../server/src/referral-requests/ask.rules'
import {
  deadlineAfterEdit,
  deadlineOf,
  isDueSoon,
  promisedBy,
} from '../../../server/src/referral-requests/deadline.rules'
import type { Deadline } from '../../../server/src/core/deadline.rules'
import { introduceRefusal, type IntroduceFacts } from '../../../server/src/referral-requests/introduce.rules'
import {
  afterNo,
  afterYes,
  agreeRefusal,
  introductionNow,
  isForgotten,
  refuseRefusal,
  settleRefusal,
  statusAfter,
  statusAtOffer,
  thankRefusal,
  type AgreeFacts,
  type CardFacts,
  type SettleFacts,
  type Side,
} from '../../../server/src/referral-requests/introduction.rules'
import { readerOf, type ReadFacts, type Viewer } from '../../../server/src/referral-requests/reader.rules'

describe('who reads a request', () => {
  const request: ReadFacts = {
    recordId: '1',
    ownerAgentId: '7',
    helperAgentId: '5',
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
    ['an agent whom the leader asked to help, as the helper', {}, { agentId: '5' }, 'helper'],
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
  const good: AskFacts = {
    hasOwner: true,
    audience: 'agent',
    hasGroup: false,
    isMember: false,
    category: 'lawyer',
    words: '想找一位律师',
    answers: [],
  }

  it.each<[string, Partial<AskFacts>, ReturnType<typeof askRefusal>]>([
    ['a client with an agent may ask the agent', {}, null],
    ['a client of the pool has nobody to ask', { hasOwner: false }, 'no_owner_yet'],
    ['a question to a group names the group', { audience: 'group' }, 'request_group_required'],
    ['only members ask a group', { audience: 'group', hasGroup: true }, 'not_a_member'],
    ['a member may ask the group', { audience: 'group', hasGroup: true, isMember: true }, null],
    ['no phone number stands in the words', { words: '请打 138 0013 8000' }, 'phone_in_words'],
    ['nor in an answer', { answers: [{ question: 'area', answer: '13800138000' }] }, 'phone_in_words'],
    [
      'only the questions of the category are answered',
      { answers: [{ question: 'topic', answer: 'family' }] },
      'answers_wrong',
    ],
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

describe('the questions of a category', () => {
  it('are two to four, in few words, and never ask for what is sensitive', () => {
    for (const category of Object.keys(REQUEST_QUESTIONS) as (keyof typeof REQUEST_QUESTIONS)[]) {
      const questions = questionsOf(category)
      expect([category, questions.length >= 2 && questions.length <= 4]).toEqual([category, true])
      for (const [key, { label, choices }] of questions) {
        expect(key.length).toBeLessThanOrEqual(16)
        const all = [label, ...Object.values(choices ?? {})].join()
        expect(all).not.toMatch(/病|诊断|收入|存款|身份证|姓名|手机|财产状况/u)
      }
    }
  })

  it.each<[string, Parameters<typeof answersRefusal>, ReturnType<typeof answersRefusal>]>([
    ['may be left open', ['lawyer', []], null],
    ['are answered by a choice', ['lawyer', [{ question: 'field', answer: 'family' }]], null],
    ['or in words', ['lawyer', [{ question: 'area', answer: '江城市区' }]], null],
    ['not by a choice of one’s own', ['lawyer', [{ question: 'field', answer: '别的' }]], 'answers_wrong'],
    ['not by a choice that every object has', ['lawyer', [{ question: 'field', answer: 'toString' }]], 'answers_wrong'],
    ['not twice', ['lawyer', [{ question: 'area', answer: '东' }, { question: 'area', answer: '西' }]], 'answers_wrong'],
    ['not of another category', ['doctor', [{ question: 'field', answer: 'family' }]], 'answers_wrong'],
    ['without a number', ['lawyer', [{ question: 'area', answer: '打 138-0013-8000' }]], 'phone_in_words'],
  ])('%s', (_, facts, expected) => expect(answersRefusal(...facts)).toBe(expected)) // prettier-ignore

  it('are kept in the order in which they are asked', () => {
    const given = [{ question: 'area', answer: '江城' }, { question: 'field', answer: 'family' }] // prettier-ignore
    expect(inOrder('lawyer', given).map(({ question }) => question)).toEqual(['field', 'area'])
  })
})

describe('editing', () => {
  const good: EditFacts = {
    status: 'open', introductions: [], seen: 0, stored: 0, category: 'lawyer', words: '想找一位律师', answers: [],
  } // prettier-ignore

  it.each<[string, Partial<EditFacts>, ReturnType<typeof editRefusal>]>([
    ['is free while nobody has answered', {}, null],
    ['and while nothing was accepted', { status: 'answered', introductions: ['offered', 'declined'] }, null],
    ['even when the counterpart has agreed', { introductions: ['counterpart_agreed'] }, null],
    ['not once the client has said yes', { introductions: ['client_agreed'] }, 'request_accepted'],
    ['not once they are connected', { introductions: ['connected'] }, 'request_accepted'],
    ['not after the end', { status: 'closed' }, 'request_closed'],
    ['not over somebody else’s edit', { stored: 1 }, 'request_edited_meanwhile'],
    ['not with a number', { words: '请打13800138000' }, 'phone_in_words'],
  ])('%s', (_, facts, expected) => expect(editRefusal({ ...good, ...facts })).toBe(expected))
})

describe('the time for the first answer', () => {
  const askedAt = new Date('2026-11-01T00:00:00Z')
  const at = (hours: number) => new Date(askedAt.getTime() + hours * 3_600_000)

  it.each<[Urgency, number, number]>([
    ['soon', 18, 24],
    ['normal', 54, 72],
    ['low', 126, 168],
  ])('of a request that is %s: a reminder after %d hours, the leader after %d', (urgency, remind, answer) => {
    expect(deadlineOf(askedAt, urgency)).toEqual({ remindAt: at(remind), answerBy: at(answer) })
  })

  it('is what the organisation says, where it says anything', () => {
    expect(deadlineOf(askedAt, 'soon', { soon: 8 })).toEqual({ remindAt: at(6), answerBy: at(8) })
    expect(deadlineOf(askedAt, 'low', { soon: 8 }).answerBy).toEqual(at(168))
  })

  it.each<[string, Urgency, Urgency, number, Deadline, number?]>([
    ['stays with better words', 'soon', 'soon', 10, deadlineOf(askedAt, 'soon')],
    ['is longer from the asking on when there is no haste any more', 'soon', 'low', 10, deadlineOf(askedAt, 'low')],
    ['is shorter from the edit on, and not over before it is said', 'low', 'soon', 100, deadlineOf(at(100), 'soon')],
    ['is kept where it began anew since', 'soon', 'soon', 100, deadlineOf(at(90), 'soon'), 90],
    ['is longer from where it began anew', 'soon', 'low', 100, deadlineOf(at(90), 'low'), 90],
    ['is never later than it was', 'low', 'soon', 160, deadlineOf(askedAt, 'low')],
  ])('%s', (_, was, urgency, hours, expected, since = 0) => {
    const before = { urgency: was, ...deadlineOf(at(since), was) }
    expect(deadlineAfterEdit({ askedAt, before, urgency, now: at(hours) })).toEqual(expected)
  })

  it('ends with the first answer', () => {
    const waiting = { status: 'open', firstAnsweredAt: null, ...deadlineOf(askedAt, 'soon') } as const
    expect(promisedBy(waiting)).toEqual(at(24))
    expect(promisedBy({ ...waiting, firstAnsweredAt: at(1) })).toBeNull()
    expect(promisedBy({ ...waiting, status: 'withdrawn' })).toBeNull()
    expect(isDueSoon(waiting, at(17))).toBe(false)
    expect(isDueSoon(waiting, at(18))).toBe(true)
    expect(isDueSoon({ ...waiting, firstAnsweredAt: at(1) }, at(18))).toBe(false)
  })

  const colleague = { isActive: true, isLeader: false, isOwner: false }
  it.each<[string, Parameters<typeof handOverRefusal>[0], ReturnType<typeof handOverRefusal>]>([
    ['the leader hands it over', { status: 'open', isEscalated: true, agent: colleague }, null],
    ['not before', { status: 'open', isEscalated: false, agent: colleague }, 'request_not_escalated'],
    ['not after the end', { status: 'closed', isEscalated: true, agent: colleague }, 'request_closed'],
    ['not to somebody of another team', { status: 'open', isEscalated: true, agent: null }, 'agent_not_found'],
    [
      'not to who has left',
      { status: 'open', isEscalated: true, agent: { ...colleague, isActive: false } },
      'agent_departed',
    ],
    [
      'not to the owner, who did not answer',
      { status: 'open', isEscalated: true, agent: { ...colleague, isOwner: true } },
      'hand_over_to_owner',
    ],
    [
      'not to herself, who can answer without',
      { status: 'open', isEscalated: true, agent: { ...colleague, isLeader: true } },
      'hand_over_to_self',
    ],
  ])('%s', (_, facts, expected) => expect(handOverRefusal(facts)).toBe(expected))
})

describe('introducing', () => {
  const good: IntroduceFacts = {
    reader: 'owner',
    isEscalated: false,
    status: 'open',
    seen: 2,
    stored: 2,
    kind: 'provider',
    provider: { isValid: true },
    agent: null,
    hasName: false,
    isAgent: true,
  }
  const person = { kind: 'person', provider: null, hasName: true } as const
  const colleague = { kind: 'agent', provider: null, agent: { isActive: true } } as const

  it.each<[string, Partial<IntroduceFacts>, ReturnType<typeof introduceRefusal>]>([
    ['the agent introduces a valid provider', {}, null],
    ['a second introduction is welcome', { status: 'answered' }, null],
    ['none after one was connected', { status: 'introduced' }, 'request_state_wrong'],
    ['none after the end', { status: 'closed' }, 'request_closed'],
    ['none after it was taken back', { status: 'withdrawn' }, 'request_closed'],
    ['none to what the client has put otherwise meanwhile', { stored: 3 }, 'request_changed'],
    ['an older phone does not say what it shows', { seen: undefined }, null],
    ['a leader only reads', { reader: 'leader' }, 'not_allowed'],
    ['but answers when nobody did in time', { reader: 'leader', isEscalated: true }, null],
    ['and so does whom the leader asked', { reader: 'helper', isEscalated: true }, null],
    ['nobody answers the own question', { reader: 'client', isEscalated: true }, 'not_allowed'],
    ['an unknown provider is none', { provider: null }, 'provider_not_found'],
    ['an expired provider is not introduced', { provider: { isValid: false } }, 'provider_expired'],
    ['the directory is for agents', { reader: 'member', isAgent: false }, 'provider_not_found'],
    ['an agent introduces a colleague', colleague, null],
    ['a colleague is somebody who is here', { ...colleague, agent: null }, 'agent_not_found'],
    ['and has not left', { ...colleague, agent: { isActive: false } }, 'agent_departed'],
    ['colleagues are for agents', { ...colleague, reader: 'member', isAgent: false }, 'agent_not_found'],
    ['a member introduces a person', { ...person, reader: 'member', isAgent: false }, null],
    ['a person is called something', { ...person, hasName: false }, 'invalid_request'],
  ])('%s', (_, facts, expected) => expect(introduceRefusal({ ...good, ...facts })).toBe(expected))
})

describe('the two sides of an introduction', () => {
  it.each<[IntroductionStatus, Side, IntroductionStatus]>([
    ['offered', 'client', 'client_agreed'],
    ['offered', 'counterpart', 'counterpart_agreed'],
    ['client_agreed', 'counterpart', 'connected'],
    ['counterpart_agreed', 'client', 'connected'],
  ])('from %s the yes of the %s makes it %s', (from, side, to) => {
    expect(afterYes(from, side)).toBe(to)
    expect(INTRODUCTION_MOVES[from]).toContain(to)
  })

  it('are connected by two yeses only, whatever else happens in between', () => {
    const ways = new Map<IntroductionStatus, IntroductionStatus[]>()
    for (const [from, next] of Object.entries(INTRODUCTION_MOVES) as [IntroductionStatus, IntroductionStatus[]][])
      for (const to of next) ways.set(to, [...(ways.get(to) ?? []), from])
    expect(ways.get('connected')!.sort()).toEqual(['client_agreed', 'counterpart_agreed'])
    expect(ways.get('client_agreed')).toEqual(['offered'])
    expect(ways.get('counterpart_agreed')).toEqual(['offered'])
  })

  it('reach every status from the first, and a provider begins agreed', () => {
    const reached = new Set<IntroductionStatus>([statusAtOffer('person'), statusAtOffer('provider')])
    expect([...reached]).toEqual(['offered', 'counterpart_agreed'])
    for (const status of reached) for (const next of INTRODUCTION_MOVES[status]) reached.add(next)
    expect([...reached].sort()).toEqual(Object.keys(INTRODUCTION_MOVES).sort())
    expect([afterNo('client'), afterNo('counterpart')]).toEqual(['declined', 'refused'])
  })

  it('of a person nothing is kept when it came to nothing', () => {
    const statuses = Object.keys(INTRODUCTION_MOVES) as IntroductionStatus[]
    expect(statuses.filter((status) => isForgotten('person', status))).toEqual([
      'declined',
      'refused',
      'expired',
      'withdrawn',
    ])
    expect(statuses.filter((status) => isForgotten('provider', status))).toEqual([])
  })

  it('have until the day it expires', () => {
    const expiresAt = new Date('2026-11-15T00:00:00Z')
    const after = new Date('2026-11-15T00:00:00Z')
    const before = new Date('2026-11-14T23:59:59Z')
    expect(introductionNow({ status: 'offered', expiresAt }, before)).toBe('offered')
    expect(introductionNow({ status: 'client_agreed', expiresAt }, after)).toBe('expired')
    expect(introductionNow({ status: 'connected', expiresAt }, after)).toBe('connected')
    expect(introductionNow({ status: 'offered', expiresAt: null }, after)).toBe('offered')
  })
})

describe('the client settles an introduction', () => {
  const good: SettleFacts = { introduction: 'offered', request: 'answered', says: 'yes', gone: null }

  it.each<[string, Partial<SettleFacts>, ReturnType<typeof settleRefusal>]>([
    ['an offered one is accepted', {}, null],
    ['or declined', { says: 'no' }, null],
    ['before or after the counterpart', { introduction: 'counterpart_agreed' }, null],
    ['a second one too', { request: 'introduced' }, null],
    ['what was declined stays declined', { introduction: 'declined' }, 'introduction_settled'],
    ['what was accepted stays accepted', { introduction: 'client_agreed', says: 'no' }, 'introduction_settled'],
    ['what is connected stays connected', { introduction: 'connected', says: 'no' }, 'introduction_settled'],
    ['what the counterpart refused is over', { introduction: 'refused' }, 'introduction_settled'],
    ['what expired is over', { introduction: 'expired' }, 'introduction_expired'],
    ['not a provider that has run out since', { gone: 'provider_expired' }, 'provider_expired'],
    ['not a colleague who has left since', { gone: 'agent_departed' }, 'agent_departed'],
    ['which can still be declined', { gone: 'provider_expired', says: 'no' }, null],
    ['nothing after the end', { request: 'closed' }, 'request_closed'],
    ['nothing after it was taken back', { request: 'withdrawn', says: 'no' }, 'request_closed'],
  ])('%s', (_, facts, expected) => expect(settleRefusal({ ...good, ...facts })).toBe(expected))

  it('and the request follows', () => {
    expect(statusAfter('answered', [])).toBe('open')
    expect(statusAfter('answered', ['declined', 'refused'])).toBe('open')
    expect(statusAfter('open', ['offered', 'declined'])).toBe('answered')
    expect(statusAfter('answered', ['client_agreed'])).toBe('answered')
    expect(statusAfter('answered', ['offered', 'connected'])).toBe('introduced')
    expect(statusAfter('introduced', ['withdrawn'])).toBe('introduced')
  })
})

describe('the counterpart answers on the card', () => {
  const card: CardFacts = { introduction: 'offered', request: 'answered', isOwn: false }
  const yes: AgreeFacts = { ...card, way: 'phone', hasVerifiedPhone: true, contact: null }

  it.each<[string, Partial<CardFacts>, ReturnType<typeof refuseRefusal>]>([
    ['freely', {}, null],
    ['also after the client', { introduction: 'client_agreed' }, null],
    ['in person: neither client nor introducer does it', { isOwn: true }, 'introduction_own'],
    ['once', { introduction: 'counterpart_agreed' }, 'introduction_closed'],
    ['not when the client has declined', { introduction: 'declined' }, 'introduction_closed'],
    ['in time', { introduction: 'expired' }, 'introduction_expired'],
    ['not after the end', { request: 'closed' }, 'introduction_closed'],
  ])('%s', (_, facts, expected) => expect(refuseRefusal({ ...card, ...facts })).toBe(expected))

  it.each<[string, Partial<AgreeFacts>, ReturnType<typeof agreeRefusal>]>([
    ['with the number that WeChat vouches for', {}, null],
    ['which must be there', { hasVerifiedPhone: false }, 'phone_not_verified'],
    ['or in words', { way: 'own', contact: '微信 shen-lawyer' }, null],
    ['which must be there too', { way: 'own' }, 'invalid_request'],
    ['and hold no number', { way: 'own', contact: '13800138000' }, 'phone_only_from_wechat'],
  ])('%s', (_, facts, expected) => expect(agreeRefusal({ ...yes, ...facts })).toBe(expected))
})

it.each<[string, Parameters<typeof thankRefusal>[0], ReturnType<typeof thankRefusal>]>([
  ['thanks are welcome once connected', { status: 'connected', thanked: null }, null],
  ['not before', { status: 'client_agreed', thanked: null }, 'introduction_not_connected'],
  ['once', { status: 'connected', thanked: '多谢' }, 'thanks_given'],
])('%s', (_, facts, expected) => expect(thankRefusal(facts)).toBe(expected))

it('every status of a request can be reached from the first', () => {
  const reached = new Set<RequestStatus>(['open'])
  for (const status of reached) for (const next of REQUEST_MOVES[status]) reached.add(next)
  expect([...reached].sort()).toEqual(Object.keys(REQUEST_MOVES).sort())
})
