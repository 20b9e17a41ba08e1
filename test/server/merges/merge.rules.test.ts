import type { Refusal } from '@quanke/shared/domain/refusal'
import {
  mergeBetween,
  mergeRefusal,
  mergeToPart,
  mergeWarnings,
  ownerAfterUndo,
  personPlan,
  undoRefusal,
  type PersonRecord,
  type RecordSide,
} from '../../../server/src/merges/merge.rules'

const day = (text: string) => new Date(`${text}T00:00:00Z`)
const record = (id: string, ownerAgentId: string | null, became: string): PersonRecord => ({
  id,
  ownerAgentId,
  becameClientAt: day(became),
})
const nobodyApart = () => false

describe('what becomes of several records of one person', () => {
  const [old, young, youngest] = ['2026-01-01', '2026-05-01', '2026-09-01'] as const
  it.each<[string, PersonRecord[], ReturnType<typeof personPlan>]>([
    ['one record is nothing to settle', [record('1', 'A', old)], { merges: [], cases: [] }],
    [
      'one owner: the younger goes into the older',
      [record('1', 'A', young), record('2', 'A', old)],
      { merges: [{ survivorId: '2', mergedId: '1' }], cases: [] },
    ],
    [
      'of one day the first that was made stays',
      [record('9', 'A', old), record('10', 'A', old)],
      { merges: [{ survivorId: '9', mergedId: '10' }], cases: [] },
    ],
    [
      'two owners: a case, and the older binding is the one that stands',
      [record('1', 'A', young), record('2', 'B', old)],
      { merges: [], cases: [{ heldId: '2', otherId: '1' }] },
    ],
    [
      'nobody’s record goes into the one that has an owner, also when it is older',
      [record('1', null, old), record('2', 'B', young)],
      { merges: [{ survivorId: '2', mergedId: '1' }], cases: [] },
    ],
    [
      'two that are nobody’s become one',
      [record('1', null, old), record('2', null, young)],
      { merges: [{ survivorId: '1', mergedId: '2' }], cases: [] },
    ],
    [
      'three of two owners: one merge and one case',
      [record('1', 'A', old), record('2', 'B', young), record('3', 'B', youngest)],
      { merges: [{ survivorId: '2', mergedId: '3' }], cases: [{ heldId: '1', otherId: '2' }] },
    ],
    [
      'three owners: a case of the oldest with each',
      [record('1', 'A', old), record('2', 'B', young), record('3', 'C', youngest)],
      {
        merges: [],
        cases: [
          { heldId: '1', otherId: '2' },
          { heldId: '1', otherId: '3' },
        ],
      },
    ],
  ])('%s', (_, records, expected) => expect(personPlan(records, nobodyApart)).toEqual(expected))

  it('leaves those apart of whom people have said so', () => {
    expect(personPlan([record('1', 'A', old), record('2', 'A', young)], () => true)).toEqual({ merges: [], cases: [] })
    expect(personPlan([record('1', 'A', old), record('2', 'B', young)], () => true)).toEqual({ merges: [], cases: [] })
  })
})

const side = (id: string, changes: Partial<RecordSide> = {}): RecordSide => ({
  id, ownerAgentId: 'A', bindingRule: 'first_touch', status: 'active', becameClientAt: day('2026-01-01'), hasPhone: false, ...changes,
}) // prettier-ignore

it.each<[string, RecordSide | null, RecordSide | null, boolean, Refusal | null]>([
  ['two of the own clients may be merged', side('1'), side('2'), false, null],
  ['one who is out of sight is not there', side('1'), null, false, 'client_not_found'],
  ['a record is not merged with itself', side('1'), side('1'), false, 'merge_with_itself'],
  ['one who withdrew is not there', side('1'), side('2', { status: 'withdrawn' }), false, 'client_not_found'],
  ['one that was merged is not there', side('1', { status: 'merged' }), side('2'), false, 'client_not_found'],
  ['nothing overtakes a case about the two', side('1'), side('2'), true, 'merge_case_open'],
])('%s', (_, survivor, merged, hasOpenCase, expected) =>
  expect(mergeRefusal(survivor, merged, hasOpenCase)).toBe(expected),
)

it.each<[string, number, RecordSide['status'], Refusal | null]>([
  ['a merge can be undone on the thirtieth day', 30, 'active', null],
  ['and not after it', 30.01, 'active', 'merge_too_old'],
  ['nor while the record is itself part of another', 1, 'merged', 'merge_below_another'],
])('%s', (_, days, survivorStatus, expected) => {
  const at = day('2026-01-01')
  const now = new Date(at.getTime() + days * 86_400_000)
  expect(undoRefusal({ at, now, survivorStatus, isInCase: false })).toBe(expected)
  // What a case decided is the case's, as long as it is not over.
  const inCase = expected === 'merge_below_another' ? expected : 'merge_decided_by_case'
  expect(undoRefusal({ at, now, survivorStatus, isInCase: true })).toBe(inCase)
})

it.each<[string, Parameters<typeof ownerAfterUndo>[0], string | null]>([
  [
    'comes back to its owner when nothing changed',
    { survivorOwner: 'A', ownerAtMerge: 'A', mergedOwnerBefore: 'A', isBeforeActive: true },
    'A',
  ],
  [
    'stays with an owner who came meanwhile',
    { survivorOwner: 'C', ownerAtMerge: 'A', mergedOwnerBefore: 'A', isBeforeActive: true },
    'C',
  ],
  [
    'goes back to the owner whom the merge took it from',
    { survivorOwner: 'A', ownerAtMerge: 'A', mergedOwnerBefore: 'B', isBeforeActive: true },
    'B',
  ],
  [
    'goes back into the pool it came from',
    { survivorOwner: 'A', ownerAtMerge: 'A', mergedOwnerBefore: null, isBeforeActive: false },
    null,
  ],
  [
    'does not fall back to one who left',
    { survivorOwner: 'A', ownerAtMerge: 'A', mergedOwnerBefore: 'B', isBeforeActive: false },
    'A',
  ],
])('a record that was parted again %s', (_, facts, expected) => expect(ownerAfterUndo(facts)).toBe(expected))

describe('which merge is undone when a case says that two records are two people’s', () => {
  const into = (mergedRecordId: string, survivorRecordId: string, caseId: string | null = null) => ({
    mergedRecordId, survivorRecordId, caseId,
  }) // prettier-ignore
  it.each([
    ['the second went into the first', [], [into('b', 'a')], into('b', 'a')],
    ['the first went into the second', [into('a', 'b')], [], into('a', 'b')],
    [
      'the second went into the first, which went on',
      [into('a', 'x')],
      [into('b', 'a'), into('a', 'x')],
      into('b', 'a'),
    ],
    ['both went into a third', [into('a', 'x')], [into('b', 'x')], into('b', 'x')],
    ['the second went in by another', [], [into('b', 'y'), into('y', 'a')], into('y', 'a')],
    ['they are two', [into('a', 'x')], [into('b', 'y')], null],
    [
      'the one that the case made, where another case’s made them one again',
      [into('a', 'x', '8')],
      [into('b', 'y', '7'), into('y', 'x', '9')],
      into('b', 'y', '7'),
    ],
    [
      'not what the case made of that which both became part of',
      [into('a', 'x'), into('x', 'y', '7')],
      [into('b', 'x'), into('x', 'y', '7')],
      into('b', 'x'),
    ],
  ])('%s', (_, fromA, fromB, expected) => {
    expect(mergeBetween(['a', fromA], ['b', fromB], '7')).toEqual(expected)
  })
})

describe('what speaks against two records being one person’s', () => {
  const [no, yes] = [
    [false, false],
    [true, true],
  ] as const
  it.each<[string, readonly [string, string], readonly [boolean, boolean], ReturnType<typeof mergeWarnings>]>([
    ['nothing, with one name and at most one number', ['林女士', '林女士'], [true, false], []],
    ['nothing, where a name is only typed differently', ['Lin  Na', 'ｌｉｎ na '], no, []],
    ['another name', ['林女士', '林小姐'], no, ['names']],
    ['another number', ['林女士', '林女士'], yes, ['phones']],
    ['both', ['林女士', '王先生'], yes, ['names', 'phones']],
  ])('%s', (_, names, havePhones, expected) => expect(mergeWarnings({ names, havePhones })).toEqual(expected))
})

describe('which merge is undone when somebody takes the consent back', () => {
  const account = (id: string, phone: string | null = null, saysYes = true) => ({ id, phone, unionid: null, saysYes })
  const [own, daughter, aunt] = [account('1'), account('2'), account('3')]
  it.each<[string, Parameters<typeof mergeToPart>[1], string[][], string[] | null]>([
    ['none, where nothing was merged', [own, daughter], [], null],
    ['the one by which the account came', [own, daughter], [['1']], ['1']],
    ['the one by which the other came', [own, daughter], [['2']], ['2']],
    ['none, where WeChat tells that it is one person', [account('1', 'A'), account('2', 'A')], [['2']], null],
    ['none, where nobody else says yes', [own, account('2', null, false)], [['2']], null],
    ['the nearest of those by which the account came', [own, daughter, aunt], [['1', '2'], ['1']], ['1']],
    [
      'the next where the nearest would part one person',
      [account('1', 'A'), account('2', 'A'), aunt],
      [['1', '2'], ['1']],
      ['1', '2'],
    ],
    ['the largest part of others that may stay together', [own, daughter, aunt], [['2'], ['2', '3']], ['2', '3']],
    ['an account that is in none of it parts nobody', [daughter], [['2']], null],
  ])('%s', (_, accounts, merges, expected) => {
    const found = mergeToPart('1', accounts, merges.map((accountIds) => ({ accountIds }))) // prettier-ignore
    expect(found?.accountIds ?? null).toEqual(expected)
  })
})
