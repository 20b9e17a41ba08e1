import { bindingDecision, type BindingFacts } from '../../../server/src/clients/binding.rules'

const now = new Date('2026-11-23T04:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const nobody: BindingFacts = {
  boundRecordId: null,
  phoneRecordIds: [],
  referral: null,
  touches: [],
  now,
  protectionDays: 90,
}
const touch = (agentId: string, days: number) => ({ agentId, shareId: `share-of-${agentId}`, at: daysAgo(days) })

describe('whose client a person becomes', () => {
  it.each<[string, Partial<BindingFacts>, ReturnType<typeof bindingDecision>]>([
    [
      'a: one whose account is bound keeps that record',
      { boundRecordId: '7' },
      { rule: 'bound_account', recordId: '7' },
    ],
    [
      'a before everything else',
      { boundRecordId: '7', phoneRecordIds: ['8'], referral: { agentId: '2' }, touches: [touch('3', 1)] },
      { rule: 'bound_account', recordId: '7' },
    ],
    [
      'b: one whose verified phone is one record’s',
      { phoneRecordIds: ['8'] },
      { rule: 'verified_phone', recordId: '8' },
    ],
    [
      'b before a referral',
      { phoneRecordIds: ['8'], referral: { agentId: '2' } },
      { rule: 'verified_phone', recordId: '8' },
    ],
    [
      'not b when two records have that phone',
      { phoneRecordIds: ['8', '9'], touches: [touch('3', 1)] },
      { rule: 'first_touch', ownerAgentId: '3', shareId: 'share-of-3' },
    ],
    ['c: one who comes by a referral', { referral: { agentId: '2' } }, { rule: 'referral', ownerAgentId: '2' }],
    [
      'c before an earlier touch of another agent',
      { referral: { agentId: '2' }, touches: [touch('3', 30)] },
      { rule: 'referral', ownerAgentId: '2' },
    ],
    [
      'd: the first touch, not the last',
      { touches: [touch('3', 40), touch('4', 1)] },
      { rule: 'first_touch', ownerAgentId: '3', shareId: 'share-of-3' },
    ],
    [
      'd on the ninetieth day',
      { touches: [touch('3', 90)] },
      { rule: 'first_touch', ownerAgentId: '3', shareId: 'share-of-3' },
    ],
    [
      'd after the window has passed for the first',
      { touches: [touch('3', 91), touch('4', 5)] },
      { rule: 'first_touch', ownerAgentId: '4', shareId: 'share-of-4' },
    ],
    ['e: nobody’s, when the window has passed for all', { touches: [touch('3', 91)] }, { rule: 'unassigned' }],
    ['e: one who came by himself', {}, { rule: 'unassigned' }],
    [
      'a shorter window that the organisation set',
      { touches: [touch('3', 31)], protectionDays: 30 },
      { rule: 'unassigned' },
    ],
  ])('%s', (_, facts, expected) => expect(bindingDecision({ ...nobody, ...facts })).toEqual(expected))
})
