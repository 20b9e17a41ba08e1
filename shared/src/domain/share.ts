/** What can be passed on. */
export const SHARE_SUBJECTS = {
  content: '文章',
  group: '圈子',
  event: '活动',
  referral: '推荐卡',
  agent: '代理人名片',
} as const
export type ShareSubject = keyof typeof SHARE_SUBJECTS

export const SHARE_CHANNELS = { card: '微信卡片', qr: '二维码' } as const
export type ShareChannel = keyof typeof SHARE_CHANNELS

/** A share's short code: 16 characters that fit a mini-program code's scene (≤ 32) and need no encoding. */
export const SHARE_CODE = /^[0-9A-Za-z]{16}$/u
