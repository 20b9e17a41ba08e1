/** From here on a number is said in ten thousands where it has little room. */
const MANY = 100_000

/** 「12.3」 and 「万」, or the number itself. */
export function countParts(count: number): { figure: string; ofMany: string } {
  if (count < MANY) return { figure: String(count), ofMany: '' }
  return { figure: String(Math.round(count / 1000) / 10), ofMany: '万' }
}

/** 「12.3万」: for charts, where a longer number would be cut or lie on the next. */
export function shortCount(count: number): string {
  const { figure, ofMany } = countParts(count)
  return figure + ofMany
}
