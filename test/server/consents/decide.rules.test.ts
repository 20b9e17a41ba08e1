import { decideRefusal, mayAsk, nextState, type DecisionFacts } from '../../../server/src/consents/decide.rules'

const yes = { purpose: 'be_served', textVersion: '2026-11', given: true } as const
const asked: DecisionFacts = { decisions: [yes], versions: new Map([['be_served', '2026-11']]), isAdult: true }

describe('a decision about consent', () => {
  it.each<[string, Partial<DecisionFacts>, ReturnType<typeof decideRefusal>]>([
    ['is taken from an adult who read the text in force', {}, null],
    [
      'is refused on a text that is no longer in force',
      { decisions: [{ ...yes, textVersion: '2026-01' }] },
      'consent_text_outdated',
    ],
    ['is refused without the person’s word to be 18', { isAdult: false }, 'age_not_confirmed'],
    ['is taken without that word when it is a no', { isAdult: false, decisions: [{ ...yes, given: false }] }, null],
    [
      'is refused when one purpose is answered twice',
      { decisions: [yes, { ...yes, given: false }] },
      'invalid_request',
    ],
  ])('%s', (_, facts, expected) => expect(decideRefusal({ ...asked, ...facts })).toBe(expected))

  it.each<[string, Parameters<typeof nextState>, ReturnType<typeof nextState>]>([
    ['a first yes gives', [undefined, true, 'v1'], 'given'],
    ['the same yes again changes nothing', [{ state: 'given', textVersion: 'v1' }, true, 'v1'], null],
    ['a yes to a newer text gives anew', [{ state: 'given', textVersion: 'v1' }, true, 'v2'], 'given'],
    ['a no after a yes withdraws', [{ state: 'given', textVersion: 'v1' }, false, 'v1'], 'withdrawn'],
    ['a first no refuses', [undefined, false, 'v1'], 'refused'],
    ['a no after a no changes nothing', [{ state: 'refused', textVersion: 'v1' }, false, 'v1'], null],
    ['a yes after a withdrawal gives', [{ state: 'withdrawn', textVersion: 'v1' }, true, 'v1'], 'given'],
  ])('%s', (_, facts, expected) => expect(nextState(...facts)).toBe(expected))

  const now = new Date('2026-11-23T04:00:00Z')
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
  it.each<[string, Parameters<typeof mayAsk>[0], boolean]>([
    ['is asked of somebody who never answered', undefined, true],
    ['is not asked while a yes is in force', { state: 'given', decidedAt: daysAgo(400) }, false],
    ['rests for 90 days after a no', { state: 'refused', decidedAt: daysAgo(89) }, false],
    ['rests for 90 days after a withdrawal', { state: 'withdrawn', decidedAt: daysAgo(1) }, false],
    ['may be asked again on the ninetieth day', { state: 'refused', decidedAt: daysAgo(90) }, true],
  ])('a question %s', (_, consent, expected) => expect(mayAsk(consent, now)).toBe(expected))
})
