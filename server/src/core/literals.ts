/**
 * SQL literals for statements of hundreds of rows, where placeholders cost more than the rows themselves. Each takes only what cannot carry a quote
 * or a backslash and throws a TypeError for all else; texts that people write belong into placeholders.
 */
export const literal = {
  number: (value: number | null): string => {
    if (value === null) return 'NULL'
    if (!Number.isFinite(value)) throw new TypeError('not a number for SQL')
    return String(value)
  },

  /** An id as we hand them out: digits in a string. */
  id: (value: string | null): string => {
    if (value === null) return 'NULL'
    if (!/^\d{1,20}$/u.test(value)) throw new TypeError('not an id for SQL')
    return value
  },

  /** One of our own words: small letters and underscores. */
  word: (value: string): string => {
    if (!/^[a-z_]+$/u.test(value)) throw new TypeError('not a word for SQL')
    return `'${value}'`
  },

  bytes: (value: Buffer): string => `x'${value.toString('hex')}'`,

  /** An instant, in UTC with milliseconds. */
  instant: (value: Date | null): string => {
    if (value === null) return 'NULL'
    const text = value.toISOString()
    return `'${text.slice(0, 10)} ${text.slice(11, 23)}'`
  },

  /** A calendar day as YYYY-MM-DD. */
  day: (value: string): string => {
    if (!/^\d{4}-\d\d-\d\d$/u.test(value)) throw new TypeError('not a day for SQL')
    return `'${value}'`
  },
}

/** Rows of literals as `VALUES` takes them. */
export const valuesOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `(${row.join(',')})`).join(',')
