import {
  acceptRefusal,
  answerRefusal,
  deadlineOf,
  dueOf,
  isLate,
  judged,
  type DueFacts,
} from '../../../server/src/complaints/complaint.rules'
import { leadersInService } from '../../../server/src/organization/leaders.rules'
import {
  AWAITING_ANSWER,
  COMPLAINT_MOVES,
  COMPLAINT_STATUSES,
  QUEUE_STATUSES,
  type ComplaintStatus,
} from '@quanke/shared/domain/complaint'

const at = (day: number, hour = 0) => new Date(Date.UTC(2026, 10, day, hour))
const statuses = Object.keys(COMPLAINT_STATUSES) as ComplaintStatus[]

describe('the states of a complaint', () => {
  it('are all reached from the first, and only the client’s word ends it', () => {
    const reached = new Set<ComplaintStatus>(['filed'])
    for (const from of reached) for (const to of COMPLAINT_MOVES[from]) reached.add(to)
    expect([...reached].sort()).toEqual([...statuses].sort())
    expect(statuses.filter((status) => COMPLAINT_MOVES[status].length === 0)).toEqual(['solved', 'unsolved'])
  })
  it('each stand in one queue', () => expect(Object.values(QUEUE_STATUSES).flat().sort()).toEqual([...statuses].sort()))
})

it.each<[ComplaintStatus, string | null, string | null]>([
  ['filed', null, 'complaint_state_wrong'],
  ['accepted', null, null],
  ['reopened', null, null],
  ['answered', 'complaint_state_wrong', 'complaint_state_wrong'],
  ['solved', 'complaint_state_wrong', 'complaint_state_wrong'],
  ['unsolved', 'complaint_state_wrong', 'complaint_state_wrong'],
])('a complaint that is %s may be accepted (%s) and answered (%s)', (status, accept, answer) =>
  expect([acceptRefusal(status), answerRefusal(status)]).toEqual([accept, answer]),
)

describe('the client’s word on an answer', () => {
  it.each<[string, ComplaintStatus, boolean, boolean, ComplaintStatus | null]>([
    ['solved ends it', 'answered', false, true, 'solved'],
    ['solved ends it the second time too', 'answered', true, true, 'solved'],
    ['not solved opens it again', 'answered', false, false, 'reopened'],
    ['not solved again ends it as unsolved', 'answered', true, false, 'unsolved'],
    ['is nothing before there is an answer', 'accepted', false, true, null],
    ['is nothing while it is looked at again', 'reopened', true, false, null],
    ['is nothing after it is over', 'solved', false, false, null],
  ])('%s', (_, status, wasReopened, isSolved, to) => expect(judged({ status, wasReopened }, isSolved)).toBe(to))
})

it('an answer is due within the days, and those who owe it are reminded when a quarter of them is left', () =>
  expect(deadlineOf(at(1), 16)).toEqual({ remindAt: at(13), answerBy: at(17) }))

describe('what time does', () => {
  const waiting: DueFacts = {
    status: 'accepted',
    remindAt: at(13),
    answerBy: at(17),
    remindedAt: null,
    escalatedAt: null,
  }
  it.each<[string, Partial<DueFacts>, Date, string | null]>([
    ['nothing at first', {}, at(12, 23), null],
    ['reminds', {}, at(13), 'remind'],
    ['reminds once', { remindedAt: at(13) }, at(14), null],
    ['escalates at the deadline', { remindedAt: at(13) }, at(17), 'escalate'],
    ['escalates without a reminder when nobody looked before', {}, at(20), 'escalate'],
    ['escalates once', { escalatedAt: at(17) }, at(30), null],
    ['escalates what nobody has even accepted', { status: 'filed' }, at(17), 'escalate'],
    ['escalates what was opened again', { status: 'reopened' }, at(17), 'escalate'],
    ['leaves an answer alone', { status: 'answered' }, at(30), null],
    ['leaves what is over alone', { status: 'solved' }, at(30), null],
  ])('%s', (_, changes, now, due) => expect(dueOf({ ...waiting, ...changes }, now)).toBe(due))

  it('makes late only what still owes an answer', () => {
    for (const status of statuses)
      expect([status, isLate({ status, answerBy: at(17) }, at(17))]).toEqual([status, AWAITING_ANSWER.includes(status)])
    expect(isLate({ status: 'filed', answerBy: at(17) }, at(16))).toBe(false)
  })
})

it.each([
  [
    'the leaders of the line',
    [
      ['2', true],
      ['1', true],
    ],
    ['2', '1'],
  ],
  [
    'not the agent, who leads the own team',
    [
      ['9', true],
      ['1', true],
    ],
    ['1'],
  ],
  [
    'nobody who has left',
    [
      ['2', false],
      ['1', true],
    ],
    ['1'],
  ],
  [
    'no team without a leader',
    [
      [null, false],
      ['1', true],
    ],
    ['1'],
  ],
  [
    'each once',
    [
      ['2', true],
      ['2', true],
    ],
    ['2'],
  ],
  ['nobody', [], []],
] as [string, [string | null, boolean][], string[]][])('a complaint is handled by %s', (_, leaders, handlers) =>
  expect(
    leadersInService(
      leaders.map(([agentId, isActive]) => ({ agentId, isActive })),
      '9',
    ),
  ).toEqual(handlers),
)
