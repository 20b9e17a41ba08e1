/** What somebody looked at, or took along, of a client, as the client reads it (domain rules, section 9). The words of the log are its keys. */
export const LOOKS = {
  'client.viewed': '查看了您的档案',
  'client.phone-viewed': '查看了您的完整手机号',
  'client.timeline-viewed': '查看了您的互动记录',
  'client.binding-viewed': '查看了您由谁服务的依据',
  'client.origin-viewed': '查看了您的来源',
  'client.policies-viewed': '查看了您的保单',
  'client.request-viewed': '查看了您的求推荐',
  'client.referral-viewed': '查看了您经推荐而来的进展',
  'client.case-viewed': '核对了您由谁服务',
  'client.merge-viewed': '核对了您是否有两份档案',
  'client.exported': '导出了写有您称呼的表格',
  'complaint.viewed': '查看了您的投诉与建议',
} as const
export type LookKind = keyof typeof LOOKS
export const lookKinds = Object.keys(LOOKS) as LookKind[]

/** What an agent who looked is to the client. Staff are told by their part (`STAFF_ROLES`). */
export const LOOKERS = {
  adviser: '您的代理人',
  former: '曾为您服务的代理人',
  leader: '团队主管',
  agent: '代理人',
} as const
export type Looker = keyof typeof LOOKERS
