import type { PlanOutreach } from '@quanke/shared/contracts/outreach'
import { commitmentOf, armOf } from '../../../server/src/outreach/assignment'
import {
  actRefusal,
  datesOf,
  finalAt,
  observedUntil,
  planFault,
  plannedEventRefusal,
  startRefusal,
  statusNow,
  undoRefusal,
  type ActFacts,
  type PlannedEvent,
} from '../../../server/src/outreach/plan.rules'

const at = (day: string) => new Date(`${day}T02:00:00Z`)

const plan: PlanOutreach = {
  key: '', kind: 'content', reach: 'own', contentId: '1', title: '保单整理', holdoutPercent: 20, windowDays: 30, drawsLater: false, outcome: 'read',
} // prettier-ignore

describe('a plan', () => {
  it.each<[string, Partial<PlanOutreach>, string | null]>([
    ['of an article is whole', {}, null],
    ['of an article needs its article', { contentId: undefined }, 'contentId'],
    ['of an event needs date and place in words', { kind: 'event', outcome: 'joined' }, 'words'],
    ['of an event with them is whole', { kind: 'event', outcome: 'joined', words: '12月5日 14:00 江城会馆' }, null],
    ['of an event that is named needs no words', { kind: 'event', outcome: 'joined', eventId: '7' }, null],
    ['of an article may be measured on one event', { outcome: 'registered', eventId: '7' }, null],
    ['of an article names no event for nothing', { outcome: 'joined', eventId: '7' }, 'eventId'],
    ['of care needs its way', { kind: 'care', outcome: 'asked' }, 'careWay'],
    ['of care with it is whole', { kind: 'care', outcome: 'asked', careWay: 'greeting' }, null],
    ['of care cannot be measured by reading', { kind: 'care', careWay: 'greeting' }, 'outcome'],
    ['measured by a consent needs to say which', { outcome: 'consented' }, 'outcomePurpose'],
    [
      'is not measured by what all have agreed to',
      { outcome: 'consented', outcomePurpose: 'marketing' },
      'outcomePurpose',
    ],
    ['may be measured by another consent', { outcome: 'consented', outcomePurpose: 'show_activity' }, null],
  ])('%s', (_, changes, field) => expect(planFault({ ...plan, ...changes })?.field ?? null).toBe(field))

  it.each<[string, Partial<PlannedEvent> | null, 'registered' | 'attended', string | null]>([
    ['may be about an event that is to come', {}, 'registered', null],
    ['and be measured by who comes', {}, 'attended', null],
    ['is about no event out of scope', null, 'registered', 'event_not_found'],
    ['nor about one that was never approved', { isApproved: false }, 'registered', 'event_not_found'],
    ['nor about one that was called off', { isCancelled: true }, 'registered', 'event_cancelled'],
    ['nor about one that is over', { endsAt: at('2026-11-01') }, 'attended', 'event_over'],
    [
      'is not measured by registering where that is closed',
      { closesAt: at('2026-11-01') },
      'registered',
      'registration_closed',
    ],
    ['but still by who comes', { closesAt: at('2026-11-01') }, 'attended', null],
    [
      'is not measured by who comes when all windows are over by then',
      { beginsAt: at('2026-12-01') },
      'attended',
      'outreach_event_late',
    ],
    ['but by who registers', { beginsAt: at('2026-12-01') }, 'registered', null],
  ])('%s', (_, changes, outcome, expected) => {
    const event = {
      isApproved: true,
      isCancelled: false,
      beginsAt: at('2026-11-20'),
      endsAt: at('2026-12-02'),
      closesAt: at('2026-11-19'),
    }
    const plan = { outcome, windowDays: 30 }
    expect(plannedEventRefusal(changes && { ...event, ...changes }, plan, at('2026-11-01'))).toBe(expected)
  })

  it('observes for one window, and for another one when later clients are drawn', () => {
    expect(datesOf({ windowDays: 10, drawsLater: false }, at('2026-11-01'))).toEqual({
      drawsUntil: null,
      closesAt: at('2026-11-11'),
    })
    expect(datesOf({ windowDays: 10, drawsLater: true }, at('2026-11-01'))).toEqual({
      drawsUntil: at('2026-11-11'),
      closesAt: at('2026-11-21'),
    })
    expect(observedUntil(at('2026-11-05'), 10)).toEqual(at('2026-11-15'))
  })

  it.each([
    ['draft', '2026-12-31', 'draft'],
    ['cancelled', '2026-12-31', 'cancelled'],
    ['running', '2026-11-10', 'running'],
    ['running', '2026-11-11', 'settling'],
    ['running', '2026-11-12', 'settling'],
    ['running', '2026-11-13', 'finished'],
  ] as const)('that is stored as %s is on %s %s', (status, day, expected) =>
    expect(statusNow({ status, closesAt: at('2026-11-11') }, at(day))).toBe(expected),
  )

  it('has figures that stand two days after its last window', () =>
    expect(finalAt(at('2026-11-11'))).toEqual(at('2026-11-13')))

  it.each([
    ['draft', 1, null],
    ['draft', 5000, null],
    ['draft', 0, 'outreach_audience_empty'],
    ['draft', 5001, 'outreach_audience_large'],
    ['cancelled', 1, 'outreach_state_wrong'],
  ] as const)('that is %s with %d clients is started: %s', (status, audience, refusal) =>
    expect(startRefusal(status, audience)).toBe(refusal),
  )
})

const welcome: ActFacts = {
  arm: 'treated',
  status: 'running',
  isObserved: true,
  isConsented: true,
  isHeldOutElsewhere: false,
  isLeftAlone: false,
}

it.each<[string, Partial<ActFacts>, ReturnType<typeof actRefusal>]>([
  ['a client of the treated arm may be approached', {}, null],
  ['a client who is held out may not', { arm: 'held_out' }, 'outreach_held_out'],
  ['nor one whom another plan keeps untouched by this article', { isHeldOutElsewhere: true }, 'outreach_held_out'],
  ['nor one who took the consent back', { isConsented: false }, 'outreach_not_consented'],
  ['nor, to ask for recommendations, one who has complained since', { isLeftAlone: true }, 'outreach_left_alone'],
  ['nor after the window', { isObserved: false }, 'outreach_over'],
  ['nor, held out, after the window', { isObserved: false, arm: 'held_out' }, 'outreach_over'],
  ['nor by a plan that was cancelled', { status: 'cancelled' }, 'outreach_state_wrong'],
  ['nor by a draft', { status: 'draft' }, 'outreach_state_wrong'],
])('%s', (_, facts, expected) => expect(actRefusal({ ...welcome, ...facts })).toBe(expected))

it('a done mark can be taken back for a day, by whoever set it', () => {
  const mark = { doneAt: at('2026-11-01'), doneByAgentId: '7' }
  expect(undoRefusal(mark, '7', at('2026-11-02'))).toBeNull()
  expect(undoRefusal(mark, '7', new Date(at('2026-11-02').getTime() + 1))).toBe('outreach_undo_late')
  expect(undoRefusal(mark, '8', at('2026-11-01'))).toBe('not_allowed')
})

describe('the draw', () => {
  const seed = Buffer.alloc(32, 7)

  it('gives the same client of the same plan the same arm, always', () => {
    for (let client = 1; client <= 200; client += 1)
      expect(armOf(seed, '5', String(client), 20)).toBe(armOf(Buffer.from(seed), '5', String(client), 20))
  })

  it('holds out nobody at 0%, and only grows with the share', () => {
    for (let client = 1; client <= 200; client += 1) {
      expect(armOf(seed, '5', String(client), 0)).toBe('treated')
      if (armOf(seed, '5', String(client), 20) === 'held_out')
        expect(armOf(seed, '5', String(client), 50)).toBe('held_out')
    }
  })

  it('is another one for another plan and another seed', () => {
    const arms = (plan: string, key = seed) =>
      Array.from({ length: 100 }, (_, client) => armOf(key, plan, String(client), 50)).join()
    expect(new Set([arms('5'), arms('6'), arms('5', Buffer.alloc(32, 8))]).size).toBe(3)
  })

  it('can be checked by anybody once the seed is told: it fits what was told before', () => {
    expect(commitmentOf(seed)).toBe('4bb06f8e4e3a7715d201d573d0aa423762e55dabd61a2c02278fa56cc6d294e0')
    expect(commitmentOf(Buffer.alloc(32, 8))).not.toBe(commitmentOf(seed))
  })
})
