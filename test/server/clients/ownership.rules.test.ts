import { plain } from '@quanke/shared/domain/day-words'
import { assignRefusal, chooseRefusal, explainBinding } from '../../../server/src/clients/ownership.rules'

describe('a leader gives a client to an agent', () => {
  it.each([
    ['from the pool to an active agent', null, { id: '2', isActive: true }, null],
    ['from one agent to another', '1', { id: '2', isActive: true }, null],
    ['to the one who has the client already', '2', { id: '2', isActive: true }, 'owner_unchanged'],
    ['to one who has departed', '1', { id: '2', isActive: false }, 'agent_departed'],
    ['to one outside of the subtree', '1', null, 'agent_not_found'],
  ] as const)('%s', (_, owner, candidate, expected) => expect(assignRefusal(owner, candidate)).toBe(expected))
})

describe('a client chooses an agent', () => {
  it.each([
    ['out of the pool', null, { id: '2', isActive: true }, null],
    ['while served by somebody else', '1', { id: '2', isActive: true }, 'client_has_owner'],
    ['who has departed', null, { id: '2', isActive: false }, 'agent_departed'],
    ['with a code of nobody', null, null, 'agent_not_found'],
  ] as const)('%s', (_, owner, candidate, expected) => expect(chooseRefusal(owner, candidate)).toBe(expected))
})

describe('why a client is whose', () => {
  it('names the days on which a first touch rests', () => {
    const words = explainBinding({ rule: 'first_touch', firstTouchOn: '2026-03-02', becameClientOn: '2026-03-05' })
    expect(plain(words)).toContain('2026年3月2日首次打开分享')
    expect(plain(words)).toContain('2026年3月5日同意由代理人服务')
  })

  it.each([
    'bound_account',
    'verified_phone',
    'referral',
    'unassigned',
    'chosen_by_client',
    'assigned_by_leader',
  ] as const)('has words for %s', (rule) =>
    expect(explainBinding({ rule, firstTouchOn: null, becameClientOn: '2026-03-05' })).not.toBe(''),
  )
})
