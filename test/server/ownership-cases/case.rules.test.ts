import { CASE_MOVES, CLOSED_CASES, type CaseOutcome, type CaseStatus } from '@quanke/shared/domain/ownership-case'
import type { Refusal } from '@quanke/shared/domain/refusal'
import {
  appealRefusal,
  decideRefusal,
  dueOf,
  evidenceRefusal,
  outcomesOf,
  stateRefusal,
  statusAfterDecision,
  withdrawRefusal,
  type CaseReader,
  type CaseState,
  type Due,
} from '../../../server/src/ownership-cases/case.rules'
import { commonLine, deciderOf, lineUp } from '../../../server/src/ownership-cases/decider.rules'

const now = new Date('2026-11-23T04:00:00Z')
const days = (count: number) => new Date(now.getTime() + count * 86_400_000)
const open: CaseState = { status: 'open', origin: 'same_person', outcome: null, decidedAt: null }
const decided: CaseState = { status: 'decided', origin: 'same_person', outcome: 'holder', decidedAt: days(-3) }

describe('the states of a case', () => {
  const statuses = Object.keys(CASE_MOVES) as CaseStatus[]
  it('are all reached from the first, and end where nothing follows', () => {
    const reached = new Set<CaseStatus>(['open'])
    for (const status of reached) for (const next of CASE_MOVES[status]) reached.add(next)
    expect([...reached].sort()).toEqual([...statuses].sort())
    expect(statuses.filter((status) => CASE_MOVES[status].length === 0).sort()).toEqual([...CLOSED_CASES].sort())
  })
})

describe('who decides', () => {
  const leaders = new Map([
    ['1', 'head'],
    ['2', 'east'],
    ['5', 'first'],
  ])
  it.each<[string, string, string, string[], ReturnType<typeof deciderOf>]>([
    ['the leader of the one team of both', '/1/2/5/', '/1/2/5/', [], { teamId: '5', exception: null }],
    ['the lowest common leader of two teams', '/1/2/5/', '/1/2/6/', [], { teamId: '2', exception: null }],
    ['the leader above, where one of the two leads', '/1/2/5/', '/1/2/5/', ['first'], { teamId: '2', exception: null }],
    ['the next above a team without a leader', '/1/9/3/', '/1/9/4/', [], { teamId: '1', exception: null }],
    [
      'compliance, where the two have nobody in common',
      '/7/',
      '/8/',
      [],
      { teamId: null, exception: 'no_common_leader' },
    ],
    [
      'compliance, where the only common leader is a side',
      '/1/3/',
      '/1/4/',
      ['head'],
      { teamId: null, exception: 'no_common_leader' },
    ],
  ])('%s', (_, a, b, parties, expected) =>
    expect(deciderOf(commonLine(a, b), leaders, parties, 'no_common_leader')).toEqual(expected),
  )

  it('goes up the line, the lowest first', () => expect(lineUp('/1/2/5/')).toEqual(['5', '2', '1']))
})

it.each<[string, string | null, Refusal | null]>([
  ['a colleague’s client may be disputed', '2', null],
  ['the own client may not', '1', 'case_own_client'],
])('%s', (_, ownerAgentId, expected) => expect(stateRefusal({ ownerAgentId }, '1')).toBe(expected))
it('a number that is nobody’s has nothing to dispute', () => {
  expect([stateRefusal(null, '1'), stateRefusal({ ownerAgentId: null }, '1')]).toEqual([
    'case_without_owner',
    'case_without_owner',
  ])
})

it.each<[string, CaseReader, CaseState, CaseOutcome, Refusal | null]>([
  ['whose turn it is decides', 'decider', open, 'claimant', null],
  ['a leader above only reads', 'reader', open, 'claimant', 'case_not_decider'],
  ['a side does not decide', 'holder', open, 'holder', 'case_not_decider'],
  ['what is decided waits for an appeal', 'decider', decided, 'claimant', 'case_state_wrong'],
  ['an appeal is decided again', 'decider', { ...decided, status: 'appealed' }, 'claimant', null],
  ['a dispute is about one record', 'decider', { ...open, origin: 'dispute' }, 'apart', 'case_outcome_wrong'],
])('%s', (_, reader, state, outcome, expected) => expect(decideRefusal(state, reader, outcome)).toBe(expected))

it.each<[string, CaseStatus, boolean, CaseStatus]>([
  ['the first decision may be appealed', 'open', false, 'decided'],
  ['the second is final', 'appealed', false, 'final'],
  ['there is nothing above the last resort', 'open', true, 'final'],
])('%s', (_, status, isLast, expected) => expect(statusAfterDecision(status, isLast)).toBe(expected))

it.each<[string, CaseReader, Partial<CaseState>, Refusal | null]>([
  ['who lost may appeal', 'claimant', {}, null],
  ['who won need not', 'holder', {}, 'case_won'],
  ['both may, when two records are two people', 'holder', { outcome: 'apart' }, null],
  ['on the seventh day', 'claimant', { decidedAt: days(-7) }, null],
  ['but not after it', 'claimant', { decidedAt: days(-7.01) }, 'appeal_too_late'],
  ['nor twice', 'claimant', { status: 'appealed' }, 'case_state_wrong'],
  ['nor when it is final', 'claimant', { status: 'final' }, 'case_state_wrong'],
  ['nor before there is a decision', 'claimant', { status: 'open' }, 'case_state_wrong'],
  ['and nobody else', 'reader', {}, 'case_not_a_side'],
])('appeal: %s', (_, reader, change, expected) =>
  expect(appealRefusal({ ...decided, ...change }, reader, now)).toBe(expected),
)

it.each<[string, CaseReader, CaseStatus, Refusal | null]>([
  ['a side speaks while it is open', 'holder', 'open', null],
  ['and in an appeal', 'claimant', 'appealed', null],
  ['not after the decision', 'claimant', 'decided', 'case_state_wrong'],
  ['a leader is no side', 'decider', 'open', 'case_not_a_side'],
])('evidence: %s', (_, reader, status, expected) => expect(evidenceRefusal({ ...open, status }, reader)).toBe(expected))

it.each<[string, CaseReader, Partial<CaseState>, Refusal | null]>([
  ['who stated a dispute takes it back', 'claimant', { origin: 'dispute' }, null],
  ['nobody takes back what the numbers show', 'claimant', {}, 'case_not_a_side'],
  ['the other side does not', 'holder', { origin: 'dispute' }, 'case_not_a_side'],
  ['nor after the decision', 'claimant', { origin: 'dispute', status: 'decided' }, 'case_state_wrong'],
])('withdrawal: %s', (_, reader, change, expected) =>
  expect(withdrawRefusal({ ...open, ...change }, reader)).toBe(expected),
)

it.each<[string, Partial<Parameters<typeof dueOf>[0]>, Due]>([
  ['nothing long before the deadline', { deadlineAt: days(5) }, null],
  ['a reminder two days before', { deadlineAt: days(2) }, 'remind'],
  ['one reminder only', { deadlineAt: days(1), remindedAt: days(-1) }, null],
  ['the next level when it is missed', { deadlineAt: days(-0.01), remindedAt: days(-2) }, 'escalate'],
  ['a reminder alone at the last resort', { deadlineAt: days(-1), isLastResort: true }, 'remind'],
  ['the end when nobody appealed', { status: 'decided', decidedAt: days(-7.01) }, 'finish'],
  ['not before the days are over', { status: 'decided', decidedAt: days(-6) }, null],
  ['nothing to what is over', { status: 'final', deadlineAt: days(-9) }, null],
])('time brings %s', (_, change, expected) => {
  const facts = { status: 'open' as const, deadlineAt: days(5), remindedAt: null, decidedAt: null, isLastResort: false }
  expect(dueOf({ ...facts, ...change }, now)).toBe(expected)
})

it('offers every outcome that fits the case', () => {
  expect(outcomesOf('same_person')).toEqual(['holder', 'claimant', 'apart'])
  expect(outcomesOf('dispute')).toEqual(['holder', 'claimant'])
})
