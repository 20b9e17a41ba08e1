/** A JSON column as a value: MySQL's driver has parsed it already, MariaDB's column is text. */
export function fromJson<T>(value: unknown): T {
  return (typeof value === 'string' ? JSON.parse(value) : value) as T
}
