import { clockCorrection, engagementRefusal } from '../../../server/src/engagement/engagement.rules'

const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 86_400 * SECOND
const now = new Date('2026-11-29T08:00:00Z')
const before = (ms: number): Date => new Date(now.getTime() - ms)

describe('what a phone says of times is put right', () => {
  it.each<[string, Date | null, number]>([
    ['not for a phone of the version before, which does not say what its clock shows', null, 0],
    ['not when both clocks show the same', now, 0],
    ['not when the message may have been under way for as long', before(60 * SECOND), 0],
    ['not when the clock is ahead by seconds', before(-60 * SECOND), 0],
    ['by a minute and a second, when the clock is that much behind', before(61 * SECOND), 61 * SECOND],
    ['by a minute and a second, when the clock is that much ahead', before(-61 * SECOND), -61 * SECOND],
    ['by a year, when the clock is a year behind', before(365 * DAY), 365 * DAY],
    ['by a year, when the clock is a year ahead', before(-365 * DAY), -365 * DAY],
  ])('%s', (_, sentAt, correction) => expect(clockCorrection(sentAt, now)).toBe(correction))
})

describe('an engagement', () => {
  it.each<[string, Date, boolean, ReturnType<typeof engagementRefusal>]>([
    ['of now is stored', now, true, null],
    ['of 30 days ago is stored', before(30 * DAY), true, null],
    ['older than that is refused', before(30 * DAY + 1), true, 'engagement_too_old'],
    ['of ten minutes ahead is stored', before(-10 * MINUTE), true, null],
    ['further ahead is refused', before(-10 * MINUTE - 1), true, 'engagement_in_future'],
    ['on what nobody knows is refused', now, false, 'subject_not_found'],
  ])('%s', (_, occurredAt, isSubjectKnown, refusal) =>
    expect(engagementRefusal({ occurredAt, now, isSubjectKnown })).toBe(refusal),
  )
})
