/** What the mini-program records by itself. Each kind says on what it happens. */
export const CLIENT_ENGAGEMENTS = {
  arrived: '通过分享进入',
  viewed: '打开',
  read: '阅读',
} as const
export type ClientEngagementKind = keyof typeof CLIENT_ENGAGEMENTS

/** Everything a person can have done; what is not above is recorded by the server beside the act itself. */
export const ENGAGEMENTS = {
  ...CLIENT_ENGAGEMENTS,
  shared: '转发分享',
  joined: '加入圈子',
  left: '退出圈子',
  registered: '报名活动',
  unregistered: '取消报名',
  attended: '活动到场',
  consented: '同意由代理人服务',
  asked: '发起求推荐',
  referred: '发出推荐卡',
  introduced: '接受引荐',
  rated: '评价',
  insured: '首张保单',
  uninsured: '首张保单记录已撤回',
} as const
export type EngagementKind = keyof typeof ENGAGEMENTS
/** What a client lets the agent see only with the purpose "show my activity in detail" (domain rules, section 9). */
export const ACTIVITY_KINDS: readonly EngagementKind[] = [
  ...(Object.keys(CLIENT_ENGAGEMENTS) as ClientEngagementKind[]),
  'shared',
]
export const engagementKinds = Object.keys(ENGAGEMENTS) as EngagementKind[]

export const ENGAGEMENT_SUBJECTS = {
  app: '小程序',
  content: '文章',
  group: '圈子',
  event: '活动',
  referral: '推荐卡',
  request: '求推荐',
  policy: '保单',
  agent: '代理人',
} as const
export type EngagementSubject = keyof typeof ENGAGEMENT_SUBJECTS

/** On what the mini-program records: what everybody may see, and one's own referral card. The rest is the server's own to note. */
export const CLIENT_ENGAGEMENT_SUBJECTS = ['app', 'content', 'group', 'event', 'agent', 'referral'] as const
export type ClientEngagementSubject = (typeof CLIENT_ENGAGEMENT_SUBJECTS)[number]
