/** What can be passed on. */
export const SHARE_SUBJECTS = { content: '文章', group: '圈子', referral: '推荐卡', agent: '代理人名片' } as const
export type ShareSubject = keyof typeof SHARE_SUBJECTS

export const SHARE_CHANNELS = { card: '微信卡片', qr: '二维码' } as const
export type ShareChannel = keyof typeof SHARE_CHANNELS

/**
 * The page of the mini-program that a card opens, with `id` and the code as `s` in its query. A mini-program code opens
 * SCAN_PAGE with the code as scene, which goes on to the page of what was shared.
 */
export const SHARE_PAGES: Record<ShareSubject, string> = {
  content: 'packages/content/article/index',
  group: 'packages/group/detail/index',
  referral: 'packages/referral/invitation/index',
  agent: 'packages/consent/adviser/index',
}
export const SCAN_PAGE = 'pages/home/index'

/** A share's short code: 16 characters that fit a mini-program code's scene (≤ 32) and need no encoding. */
export const SHARE_CODE = /^[0-9A-Za-z]{16}$/u
