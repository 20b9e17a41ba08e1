export type Query = Record<string, string>

/** Splits "path?a=1&b=2". Like WeChat, values are left encoded as they came. */
export function parseUrl(url: string): { path: string; query: Query } {
  const [path = '', search = ''] = url.split(/\?(.*)/s)
  return { path: path.replace(/\.html$/, ''), query: parseQuery(search) }
}

export function parseQuery(search: string): Query {
  const query: Query = {}
  for (const part of search.replace(/^\?/, '').split('&')) {
    if (!part) continue
    const [name = '', value = ''] = part.split(/=(.*)/s)
    query[name] = value
  }
  return query
}

/** "?a=1&b=2", or nothing when there is no query. */
export function joinQuery(query: Query): string {
  const parts = Object.entries(query).map(([name, value]) => `${name}=${value}`)
  return parts.length ? `?${parts.join('&')}` : ''
}
