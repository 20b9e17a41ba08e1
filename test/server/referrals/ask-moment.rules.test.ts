import {
  askMoment,
  askMomentRefusal,
  quietSince,
  type AskFacts,
  type AskMoment,
} from '../../../server/src/referrals/ask-moment.rules'

const now = new Date('2026-11-29T04:00:00Z')
const DAY = 86_400_000
const HOUR = 3_600_000
const ago = (days: number, ms = 0): Date => new Date(now.getTime() - days * DAY + ms)
/** The beginning of the day in Beijing; now is noon there. */
const inDays = (days: number): Date => ago(-days, -12 * HOUR)
const stars = (count: number, days: number, ms = 0) => ({ stars: count, at: ago(days, ms) })

const good: AskFacts = { saysNever: false, ratings: [stars(5, 3)], lastAskedAt: null, lastComplaintAt: null }
const moment: AskMoment = { hindrance: null, from: null }

describe('a moment to ask for a recommendation', () => {
  it.each<[string, Partial<AskFacts>, AskMoment]>([
    ['is after five stars', {}, moment],
    ['is after four', { ratings: [stars(4, 29)] }, moment],
    ['is over after thirty days', { ratings: [stars(5, 30)] }, { hindrance: 'no_occasion', from: null }],
    ['is still there a moment before', { ratings: [stars(5, 30, 1)] }, moment],
    ['is not after three stars', { ratings: [stars(3, 1)] }, { hindrance: 'no_occasion', from: null }],
    ['is not without any', { ratings: [] }, { hindrance: 'no_occasion', from: null }],
    ['is not when the client said never, whatever the stars', { saysNever: true }, { hindrance: 'never', from: null }],
    [
      'is not after two stars in the last ninety days, and takes another good word then',
      { ratings: [stars(5, 3), stars(2, 50)] },
      { hindrance: 'dissatisfied', from: null },
    ],
    [
      'comes when the two stars are old enough, while the good word is still fresh',
      { ratings: [stars(5, 3), stars(1, 80)] },
      { hindrance: 'dissatisfied', from: inDays(10) },
    ],
    ['is there when the bad word is ninety days old', { ratings: [stars(5, 3), stars(1, 90)] }, moment],
    ['is not after a complaint', { lastComplaintAt: ago(89) }, { hindrance: 'complaint', from: inDays(1) }],
    ['is there ninety days after a complaint', { lastComplaintAt: ago(90) }, moment],
    ['is not twice in ninety days', { lastAskedAt: ago(70) }, { hindrance: 'asked', from: inDays(20) }],
    ['is there again after ninety days', { lastAskedAt: ago(90) }, moment],
    ['is there from the beginning of the ninetieth day in Beijing on', { lastAskedAt: ago(90, 12 * HOUR - 1) }, moment],
    [
      'and not on the day before, whatever the hour',
      { lastAskedAt: ago(90, 12 * HOUR) },
      { hindrance: 'asked', from: inDays(1) },
    ],
    [
      'waits for all that stands in the way',
      { lastComplaintAt: ago(85), lastAskedAt: ago(80) },
      { hindrance: 'complaint', from: inDays(10) },
    ],
  ])('%s', (_, facts, expected) => expect(askMoment({ ...good, ...facts }, now)).toEqual(expected))

  it.each([0, 1, 11 * HOUR, 12 * HOUR - 1, 12 * HOUR, 20 * HOUR])(
    'lists and the single client agree on the last hours of the quiet days: %d ms before they end',
    (ms) => {
      const lastComplaintAt = ago(90, ms)
      const isQuiet = askMoment({ ...good, lastComplaintAt }, now).hindrance === 'complaint'
      expect(lastComplaintAt >= quietSince(now)).toBe(isQuiet)
    },
  )

  it.each<[AskMoment['hindrance'], ReturnType<typeof askMomentRefusal>]>([
    [null, null],
    ['never', 'ask_unwanted'],
    ['asked', 'ask_too_soon'],
    ['complaint', 'ask_not_now'],
    ['dissatisfied', 'ask_not_now'],
    ['no_occasion', 'ask_not_now'],
  ])('%s is refused as %s', (hindrance, expected) => expect(askMomentRefusal({ hindrance, from: null })).toBe(expected))
})
