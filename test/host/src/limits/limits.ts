/** What a phone, or the upload to WeChat, refuses; each can be loosened by its name. */
export const LIMITS = {
  packages: 'main package and sub-packages of at most 2 MB each, 30 MB in all',
  tabBar: 'two to five tabs, all of them in the main package',
  domains: 'requests only to the origins that are mapped or allowed, by https',
  privacy: 'interfaces that touch personal data only when the privacy guide declares them',
  privateInfos: 'location and address interfaces only when app.json names them in requiredPrivateInfos',
  setData: 'at most 1 MB in one setData',
  pageStack: 'ten pages deep',
  concurrency: 'ten transfers at once, the rest wait',
  storage: '1 MB under a key, 10 MB in all',
  rates: 'wx.login, checkSession, getSetting, getUserInfo and getUserProfile at most four times a second',
  gestures: 'prompts that only a tap may open',
} as const

export type Limit = keyof typeof LIMITS

/** Reads names of limits, `all` being all of them. Throws for a name that is none. */
export function readLimits(names: readonly string[]): Limit[] {
  const all = Object.keys(LIMITS) as Limit[]
  if (names.includes('all')) return all
  const unknown = names.find((name) => !Object.hasOwn(LIMITS, name))
  if (unknown !== undefined) throw new Error(`no limit is called ${unknown}; there are ${all.join(', ')} and all`)
  return names as Limit[]
}
