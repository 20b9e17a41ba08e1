import { Refused } from './refused'

/** How many rows a page holds when nobody says otherwise. */
export const PAGE_SIZE = 20

/** A cursor that says where a page ended: the sort values of its last row. */
export function cursorOf(...values: (string | number | Date)[]): string {
  const plain = values.map((value) => (value instanceof Date ? value.toISOString() : value))
  return Buffer.from(JSON.stringify(plain)).toString('base64url')
}

/** The sort values in a cursor; refuses one that is not ours. */
export function readCursor<N extends number>(cursor: string | undefined, length: N): (string | number)[] | null {
  if (cursor === undefined || cursor === '') return null
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(values) && values.length === length && values.every(isPlain)) return values
  } catch {
    // told below, in the one shape
  }
  throw new Refused('invalid_request', [WRONG_CURSOR])
}

const WRONG_CURSOR = { field: 'cursor', message: '翻页位置无效，请刷新后重试' }

/** An instant out of a cursor; refuses one that is not ours. */
export function instantIn(value: string | number | undefined): Date {
  const at = new Date(value ?? NaN)
  const isOurs = at.getUTCFullYear() >= 1970 && at.getUTCFullYear() <= 9999
  if (!isOurs) throw new Refused('invalid_request', [WRONG_CURSOR])
  return at
}

/** An id out of a cursor; refuses one that is not ours. */
export function idIn(value: string | number | undefined): string {
  if (typeof value === 'string' && /^\d{1,19}$/u.test(value)) return value
  throw new Refused('invalid_request', [WRONG_CURSOR])
}

/** A whole number out of a cursor; refuses one that is not ours. */
export function numberIn(value: string | number | undefined): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  throw new Refused('invalid_request', [WRONG_CURSOR])
}

const isPlain = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'

/** Cuts the one row that was read beyond the page, and says where the next page starts. */
export function pageOf<R, T>(
  rows: R[],
  limit: number,
  cursor: (last: R) => string,
  view: (row: R) => T,
): { items: T[]; next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(view), next: rows.length > limit && last !== undefined ? cursor(last) : null }
}

/** Like `pageOf`, where the views of the rows that are shown are made together. */
export async function pageOfViews<R, T>(
  rows: R[],
  limit: number,
  cursor: (last: R) => string,
  views: (shown: R[]) => Promise<T[]>,
): Promise<{ items: T[]; next: string | null }> {
  const { items, next } = pageOf(rows, limit, cursor, (row) => row)
  return { items: await views(items), next }
}
