/** The purposes a person may consent to, each by itself (domain rules, section 9). */
export const PURPOSES = {
  use_service: '使用本服务',
  be_served: '由代理人为我服务',
  marketing: '接收活动与产品信息',
  show_activity: '向我的代理人展示我的浏览与互动明细',
  pass_contact: '在我同意引荐后，向对方提供我的联系方式',
} as const

export type Purpose = keyof typeof PURPOSES
export const purposes = Object.keys(PURPOSES) as Purpose[]

export const CONSENT_STATES = { given: '已同意', refused: '未同意', withdrawn: '已撤回' } as const
export type ConsentState = keyof typeof CONSENT_STATES

/** After a refusal the same question rests for this long (domain rules, section 9). */
export const ASK_AGAIN_DAYS = 90
