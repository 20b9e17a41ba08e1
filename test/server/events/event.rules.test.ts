import {
  approvalRefusal,
  cancelRefusal,
  decisionRefusal,
  editRefusal,
  leaveRefusal,
  registerRefusal,
  rewriteRefusal,
  stageOf,
  submitRefusal,
  timesFault,
  waitlistPlaces,
  type Beginnings,
  type DecisionFacts,
  type RegisterFacts,
  type StageFacts,
} from '../../../server/src/events/event.rules'

const NOW = new Date('2026-11-29T04:00:00Z')
const at = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000)
const YEAR = 24 * 366
const from = (hours: number, inForce: number | null = null): Beginnings => ({
  beginsAt: at(hours),
  inForceBeginsAt: inForce === null ? null : at(inForce),
})

describe('the times of an event', () => {
  it.each([
    ['that go together', { beginsAt: at(48), endsAt: at(50), closesAt: at(24) }, null],
    ['that close registration at the beginning', { beginsAt: at(48), endsAt: at(50), closesAt: at(48) }, null],
    ['that begin now', { beginsAt: at(0), endsAt: at(2), closesAt: at(-1) }, 'beginsAt'],
    ['in more than a year', { beginsAt: at(YEAR + 1), endsAt: at(YEAR + 2), closesAt: at(24) }, 'beginsAt'],
    ['that end before they begin', { beginsAt: at(48), endsAt: at(48), closesAt: at(24) }, 'endsAt'],
    ['of more than a week', { beginsAt: at(48), endsAt: at(48 + 24 * 7 + 1), closesAt: at(24) }, 'endsAt'],
    ['that take people in after the beginning', { beginsAt: at(48), endsAt: at(50), closesAt: at(49) }, 'closesAt'],
  ])('%s', (_, times, field) => expect(timesFault(times, NOW)?.[0] ?? null).toBe(field))
})

describe('an event on its way through compliance', () => {
  it.each([
    ['a draft is edited', editRefusal('draft', at(1), NOW), null],
    ['one in force is edited', editRefusal('approved', at(1), NOW), null],
    ['one that was called off is not', editRefusal('cancelled', at(1), NOW), 'event_cancelled'],
    ['one that is over is not', editRefusal('approved', at(0), NOW), 'event_over'],
    ['one in force is written anew', rewriteRefusal('approved', from(2, 1), NOW), null],
    ['one that was called off is not', rewriteRefusal('cancelled', from(2), NOW), 'event_state_wrong'],
    ['one that goes on is not, for another day', rewriteRefusal('approved', from(2, 0), NOW), 'event_begun'],
    ['a draft is handed in', submitRefusal('draft', from(1), NOW), null],
    ['one that was returned is written anew first', submitRefusal('returned', from(1), NOW), 'event_state_wrong'],
    ['one in force is not handed in again', submitRefusal('approved', from(1, 1), NOW), 'event_state_wrong'],
    ['one that has begun is not handed in', submitRefusal('draft', from(0), NOW), 'event_begun'],
    ['nor another day of one that has begun', submitRefusal('draft', from(2, 0), NOW), 'event_begun'],
    ['what is still to come is approved', approvalRefusal(from(2, 1), NOW), null],
    ['what has begun meanwhile is not', approvalRefusal(from(0), NOW), 'event_begun'],
    ['nor another day of what has', approvalRefusal(from(2, 0), NOW), 'event_begun'],
    ['a draft is called off', cancelRefusal('draft', at(1), NOW), null],
    ['one in force is called off while it goes on', cancelRefusal('approved', at(1), NOW), null],
    ['one that is over is not', cancelRefusal('approved', at(-1), NOW), 'event_over'],
    ['one is called off once', cancelRefusal('cancelled', at(1), NOW), 'event_state_wrong'],
  ] as const)('%s', (_, refusal, expected) => expect(refusal).toBe(expected))

  const waiting: DecisionFacts = {
    status: 'submitted', latestVersion: 2, readVersion: 2, hostAgentId: '1', officerAgentId: null,
  } // prettier-ignore
  it.each<[string, Partial<DecisionFacts>, string | null]>([
    ['is decided by an officer', {}, null],
    ['is not decided by its host', { officerAgentId: '1' }, 'event_by_approver'],
    ['is decided by another agent who is an officer', { officerAgentId: '2' }, null],
    ['is not decided by who has read another version', { readVersion: 1 }, 'event_state_wrong'],
    ['is not decided before it is handed in', { status: 'draft' }, 'event_state_wrong'],
  ])('%s', (_, facts, expected) => {
    expect(decisionRefusal({ ...waiting, ...facts }, 'approved')).toBe(expected)
    expect(decisionRefusal({ ...waiting, ...facts }, 'returned')).toBe(expected)
  })
})

describe('how an event stands', () => {
  const open: StageFacts = {
    isApproved: true, isCancelled: false, endsAt: at(50), closesAt: at(24), capacity: 2, placed: 1, waiting: 0, now: NOW,
  } // prettier-ignore
  it.each<[string, Partial<StageFacts>, ReturnType<typeof stageOf>]>([
    ['with a place left', {}, 'open'],
    ['with every place taken', { placed: 2 }, 'waitlist'],
    ['with a place that somebody waits for', { waiting: 1 }, 'waitlist'],
    ['with as many waiting as may wait', { placed: 2, waiting: 2 }, 'full'],
    ['after registration has closed', { closesAt: at(0) }, 'closed'],
    ['that is over', { endsAt: at(0), closesAt: at(-1) }, 'over'],
    ['that nobody has approved', { isApproved: false }, 'unpublished'],
    ['that was called off', { isCancelled: true, isApproved: false }, 'cancelled'],
  ])('%s', (_, facts, expected) => expect(stageOf({ ...open, ...facts })).toBe(expected))

  it('lets as many wait as there are places, and no more than fifty', () =>
    expect([1, 50, 2000].map(waitlistPlaces)).toEqual([1, 50, 50]))
})

describe('who may register', () => {
  const welcome: RegisterFacts = {
    stage: 'open', isHost: false, audience: 'open', isHostsClient: false, hasConsented: true,
  } // prettier-ignore
  it.each<[string, Partial<RegisterFacts>, ReturnType<typeof registerRefusal>]>([
    ['anybody who was invited', {}, null],
    ['somebody who will wait', { stage: 'waitlist' }, null],
    ['a client, where it is for clients', { audience: 'clients', isHostsClient: true }, null],
    ['not a stranger, where it is for clients', { audience: 'clients' }, 'event_not_for_you'],
    ['not without consent', { hasConsented: false }, 'event_consent_required'],
    ['not the host', { isHost: true }, 'event_own'],
    ['nobody, when nobody else may wait', { stage: 'full' }, 'event_full'],
    ['nobody after it has closed', { stage: 'closed' }, 'registration_closed'],
    ['nobody when it is over', { stage: 'over' }, 'event_over'],
    ['nobody when it was called off', { stage: 'cancelled' }, 'event_cancelled'],
    ['nobody before it is approved', { stage: 'unpublished' }, 'event_not_found'],
  ])('%s', (_, facts, expected) => expect(registerRefusal({ ...welcome, ...facts })).toBe(expected))
})

describe('who may give a place back', () => {
  it.each([
    ['who has one', 'confirmed', at(1), null],
    ['who waits for one', 'waitlisted', at(1), null],
    ['who never had one', null, at(1), 'registration_not_found'],
    ['who gave it back', 'cancelled', at(1), 'registration_not_found'],
    ['nobody once it has begun', 'confirmed', at(0), 'event_begun'],
    ['nobody who was marked already', 'attended', at(1), 'registration_state_wrong'],
  ] as const)('%s', (_, status, beginsAt, expected) => expect(leaveRefusal(status, beginsAt, NOW)).toBe(expected))
})
