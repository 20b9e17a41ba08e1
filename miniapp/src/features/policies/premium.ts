import { POLICY } from '@quanke/shared/domain/policy'

const YUAN = /^(\d{1,8})(?:\.(\d{1,2}))?$/u

/** Whole fen of an amount in yuan as it is typed, or null when it is none that can be. */
export function fenOf(yuan: string): number | null {
  const match = YUAN.exec(yuan.trim())
  if (!match) return null
  const fen = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return fen > 0 && fen <= POLICY.premiumMostFen ? fen : null
}

/** As it is typed: without a part that is nothing. */
export function yuanOf(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2)
}

/** 「12,000 元」 */
export function premiumWords(fen: number): string {
  const [whole = '', part] = yuanOf(fen).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/gu, ',')
  return `${part === undefined ? grouped : `${grouped}.${part}`} 元`
}
