import { joinRefusal, leaveRefusal, membersRefusal, type JoinFacts } from '../../../server/src/groups/join.rules'

const welcome: JoinFacts = { isOpen: true, hasConsented: true, membership: null }

describe('who may join a group', () => {
  it.each<[string, Partial<JoinFacts>, ReturnType<typeof joinRefusal>]>([
    ['someone new who consented to the service', {}, null],
    ['one who left and comes back', { membership: 'left' }, null],
    ['one who has not consented', { hasConsented: false }, 'service_consent_required'],
    ['anyone, when the group takes no new members', { isOpen: false }, 'group_closed'],
    ['one who left a group that has closed since', { isOpen: false, membership: 'left' }, 'group_closed'],
    ['one who was removed', { membership: 'removed' }, 'removed_from_group'],
    ['one who was removed, even without consent and when closed', { isOpen: false, hasConsented: false, membership: 'removed' }, 'removed_from_group'],
  ])('%s', (_, facts, expected) => expect(joinRefusal({ ...welcome, ...facts })).toBe(expected)) // prettier-ignore
})

describe('who may leave a group', () => {
  it.each([
    ['a member', 'active', 'member', null],
    ['a moderator', 'active', 'moderator', null],
    ['the host', 'active', 'host', 'host_stays'],
    ['one who was removed', 'removed', 'member', 'not_a_member'],
    ['somebody who never was in', null, null, 'not_a_member'],
  ] as const)('%s', (_, membership, role, expected) => expect(leaveRefusal(membership, role)).toBe(expected))
})

describe('who may read who the members are', () => {
  it.each([
    ['a member', 'active', false, null],
    ['the host who is no member', null, true, null],
    ['a passer-by', null, false, 'not_a_member'],
    ['one who left', 'left', false, 'not_a_member'],
  ] as const)('%s', (_, membership, isHost, expected) => expect(membersRefusal(membership, isHost)).toBe(expected))
})
