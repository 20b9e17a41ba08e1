import type { Moves } from './moves'

/** How a provider stands in the directory: agents propose and vouch, compliance decides (domain rules, section 10). */
export const PROVIDER_STATUSES = {
  proposed: '待合规审核',
  listed: '已入名录',
  refused: '未通过审核',
  withdrawn: '已移出名录',
} as const
export type ProviderStatus = keyof typeof PROVIDER_STATUSES

/** What a provider is called of whom nothing is kept any more. */
export const ERASED_PROVIDER = '已删除资料的服务伙伴'

export const PROVIDER_MOVES: Moves<ProviderStatus> = {
  proposed: ['listed', 'refused', 'withdrawn'],
  listed: ['withdrawn'],
  refused: [],
  withdrawn: [],
}

/** The parts of the directory as lists. */
export const PROVIDER_PARTS = { listed: '在册', due: '待复核', proposed: '待审核', ended: '已移出' } as const
export type ProviderPart = keyof typeof PROVIDER_PARTS

/** So many days before it runs out, a qualification is due to be looked at again. */
export const PROVIDER_DUE_DAYS = 30

/** Nobody vouches for longer than this at a time. */
export const PROVIDER_MOST_DAYS = 3 * 366
