/** The columns of a picker and what is chosen in them. */
export interface Wheels {
  columns(): string[][]
  chosen(column: number): number
  pick(column: number, index: number): void
  value(): unknown
}

const two = (n: number) => String(n).padStart(2, '0')
const numbers = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)

/** Year, month and day between two dates ("2026-08-22"); `fields` tells how many of them. */
export function dateWheels(value: string, start: string, end: string, fields: string, now: number): Wheels {
  const today = new Date(now)
  const parse = (text: string, fallback: number[]) => (/^\d{4}/.test(text) ? text.split('-').map(Number) : fallback)
  const first = parse(start, [1900, 1, 1])
  const last = parse(end, [2100, 12, 31])
  const at = parse(value, [today.getFullYear(), today.getMonth() + 1, today.getDate()])
  const count = fields === 'year' ? 1 : fields === 'month' ? 2 : 3
  const lists = () =>
    [numbers(first[0]!, last[0]!), numbers(1, 12), numbers(1, new Date(at[0]!, at[1]!, 0).getDate())].slice(0, count)
  const units = ['年', '月', '日']
  return {
    columns: () => lists().map((list, column) => list.map((n) => `${n}${units[column]}`)),
    chosen: (column) => Math.max(0, lists()[column]!.indexOf(at[column] ?? 1)),
    pick: (column, index) => {
      at[column] = lists()[column]![index]!
      at[2] = Math.min(at[2] ?? 1, new Date(at[0]!, at[1] ?? 1, 0).getDate())
    },
    value: () => clamp([String(at[0]), two(at[1] ?? 1), two(at[2] ?? 1)].slice(0, count).join('-'), start, end),
  }
}

/** Hour and minute ("19:30"). */
export function timeWheels(value: string, start: string, end: string): Wheels {
  const at = /^\d+:\d+/.test(value) ? value.split(':').map(Number) : [0, 0]
  const lists = [numbers(0, 23), numbers(0, 59)]
  return {
    columns: () => lists.map((list) => list.map(two)),
    chosen: (column) => at[column] ?? 0,
    pick: (column, index) => void (at[column] = index),
    value: () => clamp(`${two(at[0] ?? 0)}:${two(at[1] ?? 0)}`, start, end),
  }
}

function clamp(value: string, start: string, end: string): string {
  if (start && value < start) return start
  if (end && value > end) return end
  return value
}
