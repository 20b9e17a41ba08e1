import {
  correctionOf,
  effectiveRefusal,
  firstPolicyChange,
  type FirstPolicyFacts,
} from '../../../server/src/policies/policy.rules'
import { stepsToWon } from '../../../server/src/referrals/referral.rules'
import { maskedPolicyNumber, plainPolicyNumber, POLICY_NUMBER } from '@quanke/shared/domain/policy'
import { canMove } from '@quanke/shared/domain/moves'
import { REFERRAL_MOVES, REFERRAL_STATUSES, type ReferralStatus } from '@quanke/shared/domain/referral'

describe('what becomes of the outcome "first policy"', () => {
  const byPolicy = [{ id: '1', isByPolicy: true }]
  const byReferral = [{ id: '2', isByPolicy: false }]
  it.each<[string, FirstPolicyFacts, ReturnType<typeof firstPolicyChange>]>([
    ['a client without anything', { hasPolicy: false, hasWonReferral: false, standing: [] }, null],
    ['the first policy', { hasPolicy: true, hasWonReferral: false, standing: [] }, { note: true }],
    ['another policy', { hasPolicy: true, hasWonReferral: false, standing: byPolicy }, null],
    ['a policy after a referral that was won', { hasPolicy: true, hasWonReferral: true, standing: byReferral }, null],
    [
      'the only policy is taken back',
      { hasPolicy: false, hasWonReferral: false, standing: byPolicy },
      { takeBack: ['1'] },
    ],
    [
      'the only policy is taken back, and the referral is won all the same',
      { hasPolicy: false, hasWonReferral: true, standing: byPolicy },
      null,
    ],
    [
      'a referral that was won and then forgotten',
      { hasPolicy: false, hasWonReferral: false, standing: byReferral },
      null,
    ],
    [
      'two outcomes of two accounts, of which one is the referral’s',
      { hasPolicy: false, hasWonReferral: false, standing: [...byPolicy, ...byReferral] },
      { takeBack: ['1'] },
    ],
  ])('%s', (_, facts, change) => expect(firstPolicyChange(facts)).toEqual(change))
})

describe('the steps by which a referral is won', () => {
  it.each<[ReferralStatus, string[] | null]>([
    ['offered', null],
    ['opened', null],
    ['consented', ['contacted', 'met', 'proposed', 'won']],
    ['contacted', ['met', 'proposed', 'won']],
    ['met', ['proposed', 'won']],
    ['proposed', ['won']],
    ['won', []],
    ['lost', null],
    ['declined', null],
    ['expired', null],
    ['withdrawn', null],
  ])('from %s', (from, steps) => expect(stepsToWon(from)).toEqual(steps))

  it('are each allowed by the states of a referral', () => {
    for (const from of Object.keys(REFERRAL_STATUSES) as ReferralStatus[])
      (stepsToWon(from) ?? []).reduce<ReferralStatus>((at, to) => {
        expect([at, to, canMove(REFERRAL_MOVES, at, to)]).toEqual([at, to, true])
        return to
      }, from)
  })
})

it.each([
  ['2026-11-29', null],
  ['2010-01-01', null],
  ['2027-01-28', null],
  ['2027-01-29', 'policy_day_wrong'],
])('a policy that takes effect on %s may be entered on 2026-11-29: %s', (on, refusal) =>
  expect(effectiveRefusal(on, '2026-11-29')).toBe(refusal),
)

describe('a correction', () => {
  const now = {
    productName: '安和福', kind: 'life', premiumFen: 100, rhythm: 'yearly', effectiveOn: '2026-11-01', isParticipating: true, number: 'AH000001',
  } as const // prettier-ignore
  const { number: _, ...same } = now
  it.each([
    ['of nothing', same, null],
    ['of nothing, with the same number', now, null],
    ['of the premium', { ...same, premiumFen: 200 }, { premiumFen: 100 }],
    ['of the number', { ...same, number: 'AH000002' }, { number: 'changed' }],
    [
      'of two fields',
      { ...same, kind: 'annuity' as const, isParticipating: false },
      { kind: 'life', isParticipating: true },
    ],
  ])('%s keeps what it was before', (__, wanted, before) => expect(correctionOf(now, wanted)).toEqual(before))
})

describe('a policy number', () => {
  it.each([
    ['ah 2026-000 123', 'AH2026000123'],
    ['ＡＨ１２３４５６', 'AH123456'],
  ])('%s is compared as %s', (text, plain) => expect(plainPolicyNumber(text)).toBe(plain))
  it.each([
    ['AH2026000123', true],
    ['123456', true],
    ['12345', false],
    ['13800138000', false],
    ['8613800138000', false],
    ['138001380001', true],
    ['保单一号保单', false],
    ['A'.repeat(31), false],
  ])('%s: %s', (number, isOne) => expect(POLICY_NUMBER.test(number)).toBe(isOne))
  it.each([
    ['AH2026000123', 'AH******0123'],
    ['123456', '**3456'],
  ])('%s is shown as %s', (number, shown) => expect(maskedPolicyNumber(number)).toBe(shown))
})
