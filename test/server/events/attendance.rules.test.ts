import { checkInRefusal, doorsRefusal, markRefusal, type DoorFacts } from '../../../server/src/events/attendance.rules'
import { checkInCode, isCheckInCode } from '../../../server/src/events/check-in-code'
import { doorFacts } from '../../../server/src/events/doors'

// 14:00 to 16:00 in Beijing.
const [beginsAt, endsAt] = [new Date('2026-11-29T06:00:00Z'), new Date('2026-11-29T08:00:00Z')]
const on = (now: string, isCancelled = false): DoorFacts => doorFacts({ isCancelled, beginsAt, endsAt }, new Date(now))

describe('when attendance may be marked', () => {
  it.each([
    ['not earlier than an hour before', '2026-11-29T04:59:59.999Z', 'attendance_not_yet'],
    ['from an hour before', '2026-11-29T05:00:00Z', null],
    ['on the evening of the next day in Beijing', '2026-11-30T15:59:59.999Z', null],
    ['not after the next day in Beijing', '2026-11-30T16:00:00Z', 'attendance_closed'],
  ])('%s', (_, now, expected) => expect(markRefusal(on(now), 'confirmed', 'attended')).toBe(expected))

  it('counts an event that ends at midnight to the day that ends', () => {
    const midnight = new Date('2026-11-29T16:00:00Z')
    expect(doorFacts({ isCancelled: false, beginsAt, endsAt: midnight }, beginsAt).marksUntil).toEqual(
      new Date('2026-11-30T16:00:00Z'),
    )
  })

  it.each([
    ['somebody with a place came', 'confirmed', 'attended', null],
    ['somebody with a place did not', 'confirmed', 'absent', null],
    ['a mark is put right', 'absent', 'attended', null],
    ['a mark is taken back', 'attended', 'confirmed', null],
    ['nobody gets a place by it', 'waitlisted', 'confirmed', 'registration_state_wrong'],
    ['who gave the place back did not come', 'cancelled', 'attended', 'registration_state_wrong'],
  ] as const)('%s', (_, status, mark, expected) =>
    expect(markRefusal(on('2026-11-29T07:00:00Z'), status, mark)).toBe(expected),
  )

  it('never, of an event that was called off', () =>
    expect(markRefusal(on('2026-11-29T07:00:00Z', true), 'confirmed', 'attended')).toBe('event_cancelled'))
})

describe('checking in', () => {
  const during = on('2026-11-29T07:00:00Z')
  const right = { isCodeRight: true, wrongCodes: 0 }
  it.each([
    ['with the code', 'confirmed', { isCodeRight: true, wrongCodes: 9 }, null],
    ['after having been marked absent', 'absent', right, null],
    ['with another code', 'confirmed', { isCodeRight: false, wrongCodes: 9 }, 'check_in_code_wrong'],
    ['with another code once too often', 'confirmed', { isCodeRight: false, wrongCodes: 10 }, 'check_in_tries_over'],
    ['with the code after too many others', 'absent', { isCodeRight: true, wrongCodes: 10 }, 'check_in_tries_over'],
    ['while waiting for a place', 'waitlisted', right, 'registration_state_wrong'],
    ['without being registered', null, right, 'registration_not_found'],
    ['after having given the place back', 'cancelled', right, 'registration_not_found'],
  ] as const)('%s', (_, status, tried, expected) => expect(checkInRefusal(during, status, tried)).toBe(expected))

  it.each([
    ['2026-11-29T04:59:59Z', 'check_in_not_now'],
    ['2026-11-29T05:00:00Z', null],
    ['2026-11-29T07:59:59Z', null],
    ['2026-11-29T08:00:00Z', 'check_in_not_now'],
  ])('at %s', (now, expected) => expect(doorsRefusal(on(now))).toBe(expected))
})

describe('the code', () => {
  const secret = Buffer.alloc(32, 7)
  const now = new Date('2026-11-29T06:02:00Z')

  it('has six digits, and is another one for another event, another secret and other minutes', () => {
    const { code, until } = checkInCode(secret, '1', now)
    expect(code).toMatch(/^\d{6}$/u)
    expect(until).toEqual(new Date('2026-11-29T06:05:00Z'))
    const others = [
      checkInCode(secret, '2', now),
      checkInCode(Buffer.alloc(32, 8), '1', now),
      checkInCode(secret, '1', until),
    ]
    for (const other of others) expect(other.code).not.toBe(code)
  })

  it.each([
    ['at once', 0, true],
    ['when the next one is shown already', 7, true],
    ['later', 8, false],
  ])('is taken %s', (_, minutes, expected) => {
    const { code } = checkInCode(secret, '1', now)
    expect(isCheckInCode(secret, '1', code, new Date(now.getTime() + minutes * 60_000))).toBe(expected)
  })
})
