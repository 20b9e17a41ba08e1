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

  /** Bytes, as hexadecimal digits. */
  bytes: (value: string): string => {
    if (!/^[0-9a-f]+$/u.test(value)) throw new TypeError('no bytes for SQL')
    return `x'${value}'`
  },

  /** Plain text of ours: a canonical form, a list of values. Whatever it holds goes over as bytes. */
  ascii: (value: string): string => {
    if (!/^[\x20-\x7e]*$/u.test(value)) throw new TypeError('not plain text for SQL')
    return value === '' ? "''" : `x'${Buffer.from(value).toString('hex')}'`
  },

  /** An instant, in UTC with milliseconds. */
  instant: (value: Date | null): string => {
    if (value === null) return 'NULL'
    return `'${value.toISOString().slice(0, -1)}'`
  },

  /** A calendar day as YYYY-MM-DD. */
  day: (value: string): string => {
    if (!/^\d{4}-\d\d-\d\d$/u.test(value)) throw new TypeError('not a day for SQL')
    return `'${value}'`
  },
}

/** Rows as `VALUES` takes them, each made of its literals. */
export const valuesOf = <T>(rows: Iterable<T>, literalsOf: (row: T) => string): string => {
  let values = ''
  for (const row of rows) values += `${values === '' ? '' : ','}(${literalsOf(row)})`
  return values
}

/** Sorts ids by their number. Writers touch rows in the order of their keys, so that they never wait in a circle. */
export const byId = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : Number(a > b))
