/** How a record lawfully came to be (domain rules, section 2). */
export const PROVENANCE_KINDS = {
  share: '分享',
  referral: '转介绍',
  event: '活动',
  group: '圈子',
  own_contact: '代理人自有联系',
  import: '导入',
  walk_in: '自行来访',
} as const
export type ProvenanceKind = keyof typeof PROVENANCE_KINDS

export const RECORD_STATUSES = { active: '服务中', withdrawn: '已撤回授权', merged: '已合并' } as const
export type RecordStatus = keyof typeof RECORD_STATUSES

/** The rules by which a record is found or made, in their order, as agents read them (domain rules, section 3.4). */
export const BINDING_RULES = {
  bound_account: '此微信账号此前已绑定这份客户档案，归属不变',
  verified_phone: '微信验证的手机号与这份客户档案一致，归属不变',
  referral: '经客户转介绍而来，归属推荐人的代理人',
  first_touch: '保护期内首次触达来自该代理人的分享，归属该代理人',
  unassigned: '没有可归属的分享或推荐，进入待分配客户池',
  chosen_by_client: '客户自行选择了该代理人',
  assigned_by_leader: '由团队主管分配',
  merged: '与同一位客户的另一份档案合并，归属随之统一',
  merge_undone: '档案合并已撤销，归属恢复到合并之前',
  decided_by_case: '由归属争议裁定',
} as const
export type BindingRule = keyof typeof BINDING_RULES

/** A first touch gives ownership for this long (domain rules, section 3.4 d); an organisation may set another number. */
export const PROTECTION_DAYS = 90

/** A client counts as new for this long. */
export const NEW_CLIENT_DAYS = 7

/** Since when one must have become a client to count as new. */
export function newClientsSince(now: Date): Date {
  return new Date(now.getTime() - NEW_CLIENT_DAYS * 86_400_000)
}

/** Where a name stood that nobody may know any more. */
export const NO_LONGER_SHOWN = '已不再显示'
