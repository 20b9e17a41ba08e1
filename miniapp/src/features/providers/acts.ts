import type { ProviderView } from '@quanke/shared/contracts/providers'

type Can = ProviderView['can']

export interface ProviderAct {
  sheet: 'renew' | 'vouch' | 'withdraw'
  title: string
  note: string
}

/** The likeliest first; taking a provider out is never what a page asks for. */
const ACTS: readonly ProviderAct[] = [
  { sheet: 'renew', title: '复核并续期', note: '看过现在的证照，申请新的有效期' },
  { sheet: 'vouch', title: '我也核验过', note: '写下您怎样核验的，同事引荐时能看到' },
  { sheet: 'withdraw', title: '移出名录', note: '移出后不能再引荐' },
]

/** The act for the page's one button. What waits is decided first, and nothing else stands beside it. */
export const mainAct = (can: Can): ProviderAct | null =>
  can.approve ? null : (ACTS.find(({ sheet }) => sheet !== 'withdraw' && can[sheet]) ?? null)

/** What else may be done. */
export function otherActs(can: Can): readonly ProviderAct[] {
  const main = mainAct(can)
  return can.approve ? [] : ACTS.filter((act) => act !== main && can[act.sheet])
}
