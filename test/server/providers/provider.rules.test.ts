import { PROVIDER_MOVES, type ProviderStatus } from '@quanke/shared/domain/provider'
import {
  decideRefusal,
  isDue,
  isValid,
  maySee,
  renewRefusal,
  untilRefusal,
  vouchRefusal,
  withdrawRefusal,
  type ProviderFacts,
  type Reader,
} from '../../../server/src/providers/provider.rules'

const TODAY = '2026-11-29'
const listed: ProviderFacts = {
  status: 'listed',
  validUntil: '2027-05-31',
  renewUntil: null,
  vouchedByAgentId: '7',
  renewByAgentId: null,
  erasedAt: null,
}
const agent: Reader = { agentId: '8', isCompliance: false }
const owner: Reader = { agentId: '7', isCompliance: false }
const compliance: Reader = { agentId: null, isCompliance: true }

it.each<[string, Partial<ProviderFacts>, boolean, boolean]>([
  ['a listed one can be introduced', {}, true, false],
  ['also on its last day, when it is long due', { validUntil: TODAY }, true, true],
  ['not the day after', { validUntil: '2026-11-28' }, false, true],
  ['it is due thirty days before', { validUntil: '2026-12-29' }, true, true],
  ['not sooner', { validUntil: '2026-12-30' }, true, false],
  ['a proposed one is neither', { status: 'proposed' }, false, false],
  ['nor a withdrawn one', { status: 'withdrawn', validUntil: '2026-11-01' }, false, false],
])('%s', (_, facts, valid, due) => {
  expect([isValid({ ...listed, ...facts }, TODAY), isDue({ ...listed, ...facts }, TODAY)]).toEqual([valid, due])
})

it.each<[string, string, ReturnType<typeof untilRefusal>]>([
  ['tomorrow is a day', '2026-11-30', null],
  ['today is over', TODAY, 'provider_until_wrong'],
  ['ten years are too many', '2036-11-29', 'provider_until_wrong'],
  ['the thirtieth of February is no day', '2027-02-30', 'provider_until_wrong'],
])('%s', (_, day, expected) => expect(untilRefusal(day, TODAY)).toBe(expected))

it.each<[ProviderStatus, Reader, boolean]>([
  ['listed', agent, true],
  ['proposed', agent, false],
  ['proposed', owner, true],
  ['proposed', compliance, true],
  ['refused', owner, true],
  ['withdrawn', agent, false],
])('of one that is %s %j knows: %s', (status, reader, knows) =>
  expect(maySee({ ...listed, status }, reader)).toBe(knows),
)

describe('vouching, renewing, deciding and withdrawing', () => {
  it('are for their time', () => {
    expect(vouchRefusal(listed)).toBeNull()
    expect(vouchRefusal({ ...listed, status: 'withdrawn' })).toBe('provider_state_wrong')
    expect(renewRefusal(listed, true)).toBeNull()
    expect(renewRefusal(listed, false)).toBe('provider_not_vouched')
    expect(renewRefusal({ ...listed, status: 'proposed' }, true)).toBe('provider_state_wrong')
  })

  it.each<[string, Partial<ProviderFacts>, Reader, ReturnType<typeof decideRefusal>]>([
    ['a proposal is decided', { status: 'proposed' }, compliance, null],
    ['and so is a renewal', { renewUntil: '2028-05-31' }, compliance, null],
    ['not what waits for nothing', {}, compliance, 'provider_state_wrong'],
    [
      'not by the one who proposed',
      { status: 'proposed' },
      { agentId: '7', isCompliance: true },
      'provider_by_approver',
    ],
    [
      'nor by the one who asked for the renewal',
      { renewUntil: '2028-05-31', renewByAgentId: '8' },
      { agentId: '8', isCompliance: true },
      'provider_by_approver',
    ],
  ])('%s', (_, facts, reader, expected) => expect(decideRefusal({ ...listed, ...facts }, reader)).toBe(expected))

  it('is withdrawn by compliance and by whoever proposed it', () => {
    expect(withdrawRefusal(listed, compliance)).toBeNull()
    expect(withdrawRefusal(listed, owner)).toBeNull()
    expect(withdrawRefusal(listed, agent)).toBe('not_allowed')
    expect(withdrawRefusal({ ...listed, status: 'refused' }, compliance)).toBe('provider_state_wrong')
  })
})

it('every status can be reached from a proposal', () => {
  const reached = new Set<ProviderStatus>(['proposed'])
  for (const status of reached) for (const next of PROVIDER_MOVES[status]) reached.add(next)
  expect([...reached].sort()).toEqual(Object.keys(PROVIDER_MOVES).sort())
})
