import { suggestedThanks } from '@quanke/shared/domain/referral-words'
import type { Refusal } from '@quanke/shared/domain/refusal'
import {
  REFERRAL_MOVES,
  type AgentReferralMove,
  type ReferralStatus,
  type SentAs,
} from '@quanke/shared/domain/referral'
import {
  acceptRefusal,
  agentMoves,
  declineRefusal,
  adviserOf,
  leavesNothing,
  moveRefusal,
  noticesOfMeeting,
  referrerStatus,
  sendRefusal,
  sentAs,
  statusNow,
  thankRefusal,
  thanksDue,
  type AcceptFacts,
} from '../../../server/src/referrals/referral.rules'

describe('accepting a card', () => {
  const good: AcceptFacts = {
    status: 'opened',
    isReferrer: false,
    isReferrersAgent: false,
    isAddressee: true,
    isAncestor: false,
    isAgentActive: true,
    adviser: null,
  }

  it.each<[string, Partial<AcceptFacts>, ReturnType<typeof acceptRefusal>]>([
    ['a friend accepts', {}, null],
    ['also without opening it first', { status: 'offered' }, null],
    ['nobody refers oneself', { isReferrer: true }, 'referral_own'],
    ['not even with a card that is over', { isReferrer: true, status: 'expired' }, 'referral_own'],
    ['the agent does not become the own client', { isReferrersAgent: true }, 'referral_by_agent'],
    ['one who has an adviser keeps that adviser', { adviser: 'now' }, 'referral_has_adviser'],
    ['one who had an adviser goes back there', { adviser: 'before' }, 'referral_had_adviser'],
    ['a private card is for whom it was sent to', { isAddressee: false }, 'referral_private'],
    [
      'but one that is over says so to whoever has it',
      { isAddressee: false, status: 'withdrawn' },
      'referral_taken_back',
    ],
    ['nobody comes by a card that goes back to the own recommendation', { isAncestor: true }, 'referral_loop'],
    ['an agent who left serves nobody', { isAgentActive: false }, 'agent_departed'],
    ['a card lives for 30 days', { status: 'expired' }, 'referral_expired'],
    ['a card is for one friend', { status: 'consented' }, 'referral_closed'],
    ['a declined card stays closed', { status: 'declined' }, 'referral_closed'],
    ['one that was taken back says so', { status: 'withdrawn' }, 'referral_taken_back'],
    ['and where its agent has left, that', { status: 'withdrawn', isAgentActive: false }, 'agent_departed'],
    ['and a won one', { status: 'won' }, 'referral_closed'],
  ])('%s', (_, facts, expected) => expect(acceptRefusal({ ...good, ...facts })).toBe(expected))

  it('one who has an adviser may still decline', () => {
    expect(declineRefusal({ ...good })).toBeNull()
    expect(declineRefusal({ ...good, status: 'consented' })).toBe('referral_closed')
  })

  it.each<[string, Parameters<typeof adviserOf>[0], ReturnType<typeof adviserOf>]>([
    ['somebody new has none', null, null],
    ['somebody of the pool has none', { ownerAgentId: null, isActive: true }, null],
    ['a client has one', { ownerAgentId: '8', isActive: true }, 'now'],
    ['a client of this very agent has one', { ownerAgentId: '7', isActive: true }, 'now'],
    ['who withdrew from this agent may come back', { ownerAgentId: '7', isActive: false }, null],
    ['who withdrew from another agent goes back there', { ownerAgentId: '8', isActive: false }, 'before'],
  ])('%s', (_, record, expected) => expect(adviserOf(record, '7')).toBe(expected))
})

describe('time', () => {
  const expiresAt = new Date('2026-02-01T00:00:00Z')

  it.each<[ReferralStatus, string, ReferralStatus]>([
    ['offered', '2026-01-31T23:59:59Z', 'offered'],
    ['offered', '2026-02-01T00:00:00Z', 'expired'],
    ['opened', '2026-03-01T00:00:00Z', 'expired'],
    ['consented', '2026-03-01T00:00:00Z', 'consented'],
    ['declined', '2026-03-01T00:00:00Z', 'declined'],
  ])('%s at %s is %s', (status, now, expected) =>
    expect(statusNow({ status, expiresAt }, new Date(now))).toBe(expected),
  )
})

describe('what the agent does', () => {
  it.each<[ReferralStatus, AgentReferralMove, boolean, ReturnType<typeof moveRefusal>]>([
    ['consented', 'contacted', false, null],
    ['contacted', 'met', false, null],
    ['met', 'proposed', false, null],
    ['proposed', 'won', false, null],
    ['proposed', 'lost', true, null],
    ['proposed', 'lost', false, 'invalid_request'],
    ['consented', 'declined', true, null],
    ['consented', 'declined', false, 'invalid_request'],
    ['opened', 'declined', true, 'referral_state_wrong'],
    ['consented', 'won', false, 'referral_state_wrong'],
    ['offered', 'contacted', false, 'referral_state_wrong'],
    ['withdrawn', 'contacted', false, 'referral_state_wrong'],
    ['won', 'lost', true, 'referral_state_wrong'],
  ])('moves %s to %s (reason: %s): %s', (from, to, hasReason, expected) =>
    expect(moveRefusal(from, to, hasReason)).toBe(expected),
  )

  it('sees only moves that will be taken', () => {
    expect(agentMoves('offered')).toEqual([])
    expect(agentMoves('contacted')).toEqual(['met', 'lost', 'declined'])
    expect(agentMoves('proposed')).toEqual(['won', 'lost', 'declined'])
  })

  it('owes thanks at consent and again at the outcome, each once', () => {
    expect(thanksDue('opened', [])).toEqual([])
    expect(thanksDue('consented', [])).toEqual(['consent'])
    expect(thanksDue('met', ['consent'])).toEqual([])
    expect(thanksDue('lost', ['consent'])).toEqual(['outcome'])
    expect(thanksDue('won', [])).toEqual(['consent', 'outcome'])
    expect(thanksDue('withdrawn', [])).toEqual([])
    expect(thanksDue('declined', [])).toEqual([])
    expect(thanksDue('declined', [], true)).toEqual(['consent'])
    expect(thanksDue('declined', ['consent'], true)).toEqual([])
    expect(thankRefusal(['consent'], 'outcome')).toBe('referral_state_wrong')
    expect(thankRefusal(['consent'], 'consent')).toBeNull()
  })
})

it.each(['consent', 'outcome'] as const)(
  'the words that are suggested at the %s tell nothing of how it came out',
  (at) => {
    for (const name of ['许女士', null]) expect(suggestedThanks(at, name)).not.toMatch(/着落|成交|办好|保单|方案|见面/u)
  },
)

describe('what the referrer sees', () => {
  it.each<[ReferralStatus, boolean, number, ReturnType<typeof referrerStatus>]>([
    ['offered', false, 0, 'waiting'],
    ['opened', false, 0, 'waiting'],
    ['consented', true, 0, 'accepted'],
    ['lost', true, 0, 'accepted'],
    ['won', true, 0, 'accepted'],
    ['met', true, 1, 'thanked'],
    ['declined', false, 0, 'ended'],
    ['expired', false, 0, 'ended'],
    ['withdrawn', false, 0, 'ended'],
    ['declined', true, 0, 'accepted'],
    ['withdrawn', true, 0, 'accepted'],
    ['withdrawn', true, 1, 'thanked'],
  ])('%s (after a yes: %s) with %d thanks is shown as %s', (status, hasConsented, thanks, expected) =>
    expect(referrerStatus(status, hasConsented, thanks)).toBe(expected),
  )
})

describe('how a card goes out', () => {
  it.each<[string, SentAs | null, SentAs, boolean, SentAs]>([
    ['as a private message where that is possible', null, 'private', true, 'private'],
    ['as an ordinary one on an old phone', null, 'ordinary', false, 'ordinary'],
    ['as an ordinary one when WeChat gives no activity', null, 'private', false, 'ordinary'],
    ['again as a private one', 'private', 'private', true, 'private'],
    ['as an ordinary one after it was private, from then on', 'private', 'ordinary', true, 'ordinary'],
    ['and never as a private one after it was ordinary', 'ordinary', 'private', true, 'ordinary'],
  ])('%s', (_, before, wanted, hasActivity, expected) => expect(sentAs(before, wanted, hasActivity)).toBe(expected))

  it.each<[ReferralStatus, ReturnType<typeof sendRefusal>]>([
    ['offered', null],
    ['opened', null],
    ['consented', 'referral_closed'],
    ['expired', 'referral_expired'],
    ['withdrawn', 'referral_closed'],
  ])('or is taken back, when it is %s: %s', (status, expected) => expect(sendRefusal(status)).toBe(expected))
})

describe('somebody opens a card whom it cannot be for', () => {
  it.each<[Refusal | null, boolean, boolean]>([
    [null, false, false],
    ['referral_has_adviser', false, false],
    ['referral_expired', false, false],
    ['referral_private', false, true],
    ['referral_own', false, true],
    ['referral_own', true, false],
    ['referral_by_agent', false, true],
    ['referral_loop', false, true],
  ])('%s (the sender: %s) leaves nothing: %s', (refusal, isSender, expected) =>
    expect(leavesNothing(refusal, isSender)).toBe(expected),
  )

  it('and when it is a client, each agent is told what that agent may know', () => {
    const meeting = { cardAgentId: '1', clientRecordId: '7', ownerAgentId: '2' }
    expect(noticesOfMeeting(meeting)).toEqual([
      { agentId: '1', kind: 'card_met_client', recordId: '0' },
      { agentId: '2', kind: 'client_met_card', recordId: '7' },
    ])
    expect(noticesOfMeeting({ ...meeting, ownerAgentId: '1' })).toEqual([
      { agentId: '1', kind: 'card_met_client', recordId: '0' },
    ])
  })
})

it('every status of a referral can be reached from the first, and the ends are ends', () => {
  const reached = new Set<ReferralStatus>(['offered'])
  for (const status of reached) for (const next of REFERRAL_MOVES[status]) reached.add(next)
  expect([...reached].sort()).toEqual(Object.keys(REFERRAL_MOVES).sort())
  for (const end of ['won', 'lost', 'declined', 'expired', 'withdrawn'] as const)
    expect(REFERRAL_MOVES[end]).toEqual([])
})
