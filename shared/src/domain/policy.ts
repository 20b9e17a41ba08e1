/** What a client bought (保单), by its kind. */
export const POLICY_KINDS = {
  life: '寿险',
  illness: '重疾险',
  medical: '医疗险',
  accident: '意外险',
  annuity: '年金险',
  other: '其他',
} as const
export type PolicyKind = keyof typeof POLICY_KINDS
export const policyKinds = Object.keys(POLICY_KINDS) as PolicyKind[]

/** How often the premium is paid. */
export const PREMIUM_RHYTHMS = {
  once: '趸交',
  yearly: '年交',
  half_yearly: '半年交',
  quarterly: '季交',
  monthly: '月交',
} as const
export type PremiumRhythm = keyof typeof PREMIUM_RHYTHMS
export const premiumRhythms = Object.keys(PREMIUM_RHYTHMS) as PremiumRhythm[]

export const PARTICIPATING = { yes: '分红型', no: '非分红型' } as const

export const POLICY = {
  /** The largest first premium that can be entered, in fen: ten million yuan. */
  premiumMostFen: 1_000_000_000,
  /** A policy may take effect this many days after it is entered. */
  effectiveAheadDays: 60,
} as const

/** A policy number as it is compared: without spaces and hyphens, in capitals. */
export const plainPolicyNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\-–—]/gu, '')
    .toUpperCase()

/** 6 to 30 letters and digits, and not somebody's mobile number. */
export const POLICY_NUMBER = /^(?!(?:00)?(?:86)?1[3-9]\d{9}$)[0-9A-Z]{6,30}$/u

/** The last four, and of longer numbers the first two: all that anybody sees of it. */
export const maskedPolicyNumber = (number: string): string => {
  const head = number.length >= 10 ? number.slice(0, 2) : ''
  return `${head}${'*'.repeat(number.length - head.length - 4)}${number.slice(-4)}`
}
