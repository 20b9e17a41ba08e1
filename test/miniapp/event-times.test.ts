import type { RegistrationStatus } from '@quanke/shared/domain/event'
import { clockOptions, closingOptions, draftOf, lengthOptions, timesOf } from '@/features/events/times'
import { registrationWords, seatsWords, standing } from '@/features/events/labels'

const mine = (status: RegistrationStatus) => ({ status, number: 1, queuePlace: null, byOtherAccount: false })
const row = { stage: 'open', status: null, registration: null } as Parameters<typeof standing>[0]

describe('the times of an event in a form', () => {
  it('are what was chosen, in Beijing', () =>
    expect(timesOf({ day: '2026-12-06', clock: '14:00', minutes: '90', closesDaysBefore: '2' })).toEqual({
      beginsAt: '2026-12-06T06:00:00.000Z',
      endsAt: '2026-12-06T07:30:00.000Z',
      closesAt: '2026-12-04T06:00:00.000Z',
    }))

  it('of an event that is there lose nothing, however odd they are', () => {
    const odd = {
      beginsAt: '2026-12-06T06:07:00.000Z',
      endsAt: '2026-12-06T07:00:00.000Z',
      closesAt: '2026-12-05T19:00:00.000Z',
    }
    const draft = draftOf(odd)
    expect(timesOf(draft)).toEqual(odd)
    for (const [options, own] of [
      [clockOptions(draft.clock), draft.clock],
      [lengthOptions(draft.minutes), draft.minutes],
      [closingOptions(draft.closesDaysBefore), draft.closesDaysBefore],
    ] as const)
      expect(options.map(({ value }) => value)).toContain(own)
  })
})

describe('what an event says of itself', () => {
  it.each([
    ['to anybody', {}, '报名中'],
    ['to its host, while compliance looks at it', { status: 'submitted' }, '待审核'],
    ['to who has a place', { registration: mine('confirmed') }, '已报名'],
    ['to who gave the place back', { registration: mine('cancelled') }, '报名中'],
    ['when it was called off, before all else', { stage: 'cancelled', status: 'cancelled' }, '已取消'],
  ] as const)('%s', (_, changes, words) => expect(standing({ ...row, ...changes }).words).toBe(words))

  it('in sentences that tell what to do', () => {
    expect(registrationWords({ ...mine('waitlisted'), queuePlace: 2 })).toBe('您在候补第 2 位，有名额会按顺序确认')
    expect(registrationWords(mine('cancelled'))).toBeNull()
    expect(registrationWords({ ...mine('confirmed'), byOtherAccount: true })).toBe(
      '您已用另一个微信号报名，报名号 1，到场时告诉主办人即可',
    )
    expect(seatsWords({ stage: 'open', seatsLeft: 3 })).toBe('还有 3 个名额')
    expect(seatsWords({ stage: 'waitlist', seatsLeft: 0 })).toBe('名额已满，可以排队候补')
  })
})
