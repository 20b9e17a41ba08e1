export interface Address {
  host: string
  port: number
  username: string
  password: string
  database: string
  socketPath?: string
}

/** What stands in mysql://user:password@host:port/name, optionally with ?socketPath=/path. */
export function addressOf(text: string): Address {
  const url = new URL(text)
  const socketPath = url.searchParams.get('socketPath')
  return {
    host: url.hostname,
    port: Number(url.port || 3306),
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    ...(socketPath === null ? {} : { socketPath }),
  }
}

/** How values travel on every connection of ours: instants in UTC, days and big numbers as text. */
export const VALUE_FORMS = {
  charset: 'utf8mb4',
  timezone: 'Z',
  supportBigNumbers: true,
  bigNumberStrings: true,
  dateStrings: ['DATE' as const],
}
