import { decideRefusal, nextState, type DecisionFacts } from '../../../server/src/consents/decide.rules'

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
})
