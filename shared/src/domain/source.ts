import { PROVENANCE_KINDS } from './client'

/** By what the people of a sources board are put together. `agent` is for leaders. */
export const SOURCE_DIMENSIONS = {
  channel: '渠道',
  item: '内容',
  person: '转发人',
  group: '群组',
  campaign: '活动批次',
  agent: '代理人',
} as const
export type SourceDimension = keyof typeof SOURCE_DIMENSIONS

/**
 * How far a person came, in the order in which it usually goes. Each is counted for itself: somebody may become a client without having read to the
 * end. `came` is everybody.
 */
export const SOURCE_STAGES = {
  came: '来到',
  opened: '打开',
  read: '读完',
  joined: '加入圈子',
  consented: '成为客户',
  engaged: '求推荐或转介绍',
  won: '成为保户',
} as const
export type SourceStage = keyof typeof SOURCE_STAGES
export const sourceStages = Object.keys(SOURCE_STAGES) as SourceStage[]

/** Stages that tell what a person read and opened: of a named client only with the purpose "show my activity" (domain rules, section 9). */
export const ACTIVITY_STAGES: readonly SourceStage[] = ['opened', 'read']

/** Ways by which people come: WeChat's for shares, the provenance of a client for everybody else. */
export const SOURCE_CHANNELS = {
  ...PROVENANCE_KINDS,
  card: '微信卡片',
  group_card: '群聊卡片',
  moments: '朋友圈',
  qr: '二维码',
  share: '其他代理人的分享',
} as const
export type SourceChannel = keyof typeof SOURCE_CHANNELS

/** WeChat's entry scenes that say more than the share itself does. */
export const GROUP_CARD_SCENES = [1008, 1044] as const
export const MOMENTS_SCENES = [1154, 1155] as const

export const SOURCE_PERIODS = { 7: '近 7 天', 30: '近 30 天', 90: '近 90 天', 365: '近一年' } as const
export const DEFAULT_SOURCE_DAYS = 30
/** A period of one's own may be this long. */
export const MOST_SOURCE_DAYS = 731

/** With fewer people than this a proportion says little, and the screen says so. */
export const SMALL_SAMPLE = 20

/** The row of people who came by nothing of this kind, and the row that takes what is beyond the rows shown. */
export const NO_SOURCE = 'none'
export const OTHER_SOURCES = 'rest'
/** Those who passed on and are nobody's client yet, or another agent's: one row together. */
export const FRIENDS = 'friend'

/** Clients of other agents whom the own shares reached, and own clients whom others' shares reached: nobody's owner changes by it. */
export const ASSISTS = {
  given: (whose: string) => `${whose}的分享触达其他代理人的客户`,
  received: (whose: string) => `其他代理人的分享触达${whose}的客户`,
} as const
export type AssistSide = keyof typeof ASSISTS
