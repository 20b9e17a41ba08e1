/** The columns of a picker and what is chosen in them. */
export interface Wheels {
  columns(): string[][]
  chosen(column: number): number
  pick(column: number, index: number): void
  value(): unknown
  /** What the change event tells besides the value. */
  detail?(): Record<string, unknown>
}

const two = (n: number) => String(n).padStart(2, '0')
const numbers = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)

/** Year, month and day between two dates ("2026-08-22"); `fields` tells how many of them. */
export function dateWheels(value: string, start: string, end: string, fields: string, now: number): Wheels {
  const today = new Date(now)
  const parse = (text: string, fallback: number[]) =>
    /^\d{4}/.test(text) ? fallback.map((each, at) => Number(text.split('-')[at] ?? each)) : fallback
  const first = parse(start, [1900, 1, 1])
  const last = parse(end, [2100, 12, 31])
  const at = parse(value, [today.getFullYear(), today.getMonth() + 1, today.getDate()])
  const count = fields === 'year' ? 1 : fields === 'month' ? 2 : 3
  const isAtEdge = (edge: number[], depth: number) => edge.slice(0, depth).every((part, index) => part === at[index])
  const list = (depth: number) => {
    const lowest = isAtEdge(first, depth) ? first[depth]! : 1
    const most = depth === 1 ? 12 : new Date(at[0]!, at[1]!, 0).getDate()
    return numbers(
      depth ? lowest : first[0]!,
      isAtEdge(last, depth) ? Math.min(last[depth]!, depth ? most : Infinity) : most,
    )
  }
  const lists = () => [list(0), list(1), list(2)].slice(0, count)
  const settle = () => {
    for (let depth = 0; depth < count; depth++) {
      const options = list(depth)
      at[depth] = Math.max(options[0]!, Math.min(at[depth]!, options.at(-1)!))
    }
  }
  settle()
  const units = ['年', '月', '日']
  return {
    columns: () => lists().map((each, column) => each.map((n) => `${n}${units[column]}`)),
    chosen: (column) => Math.max(0, lists()[column]!.indexOf(at[column]!)),
    pick: (column, index) => {
      at[column] = lists()[column]![index]!
      settle()
    },
    value: () => [String(at[0]), two(at[1]!), two(at[2]!)].slice(0, count).join('-'),
  }
}

/** Hour and minute ("19:30") between two times. */
export function timeWheels(value: string, start: string, end: string): Wheels {
  const parse = (text: string, fallback: number[]) => (/^\d+:\d+/.test(text) ? text.split(':').map(Number) : fallback)
  const first = parse(start, [0, 0])
  const last = parse(end, [23, 59])
  const at = parse(value, [0, 0])
  const minutes = () => numbers(at[0] === first[0] ? first[1]! : 0, at[0] === last[0] ? last[1]! : 59)
  const lists = () => [numbers(first[0]!, last[0]!), minutes()]
  const settle = () => {
    at[0] = Math.max(first[0]!, Math.min(at[0]!, last[0]!))
    const options = minutes()
    at[1] = Math.max(options[0]!, Math.min(at[1]!, options.at(-1)!))
  }
  settle()
  return {
    columns: () => lists().map((list) => list.map(two)),
    chosen: (column) => Math.max(0, lists()[column]!.indexOf(at[column]!)),
    pick: (column, index) => {
      at[column] = lists()[column]![index]!
      settle()
    },
    value: () => `${two(at[0]!)}:${two(at[1]!)}`,
  }
}
