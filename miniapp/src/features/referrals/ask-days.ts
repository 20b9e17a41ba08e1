/** A Beijing day of the server ("2026-11-29") as people read it. */
export function dayOn(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
