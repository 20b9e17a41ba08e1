import type { ProviderView } from '@quanke/shared/contracts/providers'
import { mainAct, otherActs } from '@/features/providers/acts'

const nothing = { vouch: false, renew: false, approve: false, refuse: false, withdraw: false, erase: false }

describe('what may be done about a provider', () => {
  it.each<[string, Partial<ProviderView['can']>, string | null, string[]]>([
    ['everything an agent can: one button, the rest as rows', { vouch: true, renew: true, withdraw: true }, 'renew', ['vouch', 'withdraw']], // prettier-ignore
    ['vouching alone', { vouch: true }, 'vouch', []],
    ['taking out is never the button', { withdraw: true }, null, ['withdraw']],
    ['what waits is decided first', { approve: true, refuse: true, withdraw: true, vouch: true }, null, []],
    ['nothing', {}, null, []],
  ])('%s', (_, can, main, others) => {
    const all = { ...nothing, ...can }
    expect(mainAct(all)?.sheet ?? null).toBe(main)
    expect(otherActs(all).map(({ sheet }) => sheet)).toEqual(others)
  })
})
