import type { RegistrationStatus } from '@quanke/shared/domain/event'
import { statusAfterParting, surplusOf, type ReturnFacts } from '../../../server/src/events/one-place.rules'

const standing = (text: string) => {
  const [id = '', eventId = '', status = ''] = text.split(' ')
  return { id, eventId, status: status as RegistrationStatus, number: Number(id) }
}

it.each<[string, string[], string[]]>([
  ['one place is no surplus', ['1 A confirmed'], []],
  ['nor is one in each of two events', ['1 A confirmed', '1 B confirmed'], []],
  ['of two places the earlier stands', ['2 A confirmed', '1 A confirmed'], ['2']],
  ['a place stands before waiting for one, also when it came later', ['1 A waitlisted', '2 A confirmed'], ['1']],
  ['having come stands before a place, also when it came later', ['1 A confirmed', '2 A attended'], ['1']],
  ['who was marked absent has a place as well', ['1 A absent', '2 A confirmed'], ['2']],
  ['of two that wait the one who is further ahead stands', ['7 A waitlisted', '4 A waitlisted'], ['7']],
  ['of three one stands', ['1 A waitlisted', '2 A attended', '3 A confirmed'], ['3', '1']],
])('%s', (_, registrations, expected) =>
  expect(surplusOf(registrations.map(standing)).map(({ id }) => id)).toEqual(expected),
)

const facts = (changes: Partial<ReturnFacts>): ReturnFacts => ({
  before: 'confirmed', placedBefore: 2, placedNow: 1, capacity: 2, isSettled: false, ...changes,
}) // prettier-ignore

it.each<[string, Partial<ReturnFacts>, RegistrationStatus]>([
  ['has the place again while it is free', {}, 'confirmed'],
  ['waits when somebody else has it', { placedNow: 2 }, 'waitlisted'],
  ['has none when somebody else has it and no more are given', { placedNow: 2, isSettled: true }, 'cancelled'],
  ['has it again where there were more people than places before', { placedBefore: 3, placedNow: 2 }, 'confirmed'],
  ['has it again where there are more places now', { placedNow: 2, capacity: 3 }, 'confirmed'],
  ['waits again', { before: 'waitlisted', placedNow: 2 }, 'waitlisted'],
  ['has come, whoever else is there', { before: 'attended', placedNow: 2, isSettled: true }, 'attended'],
  ['has not come, whoever else is there', { before: 'absent', placedNow: 2, isSettled: true }, 'absent'],
])('whoever is another person after all %s', (_, changes, expected) =>
  expect(statusAfterParting(facts(changes))).toBe(expected),
)
