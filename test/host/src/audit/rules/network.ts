import type { FetchSeen, Observations, RequestSeen } from '../observations'
import { each, kilobytes, mostAtOnce, type Finding, type Rule } from '../rule'

const CACHE_MINUTES = 3
const CACHED_FROM = 128 * 1024
const FROM_HERE = 'The servers of a test stand on this machine: the way to a phone is not in it.'

/** The rules about requests and pictures from elsewhere. */
export const NETWORK_RULES: Rule[] = [
  {
    id: 'request-time',
    title: '请求耗时',
    group: 'performance',
    weight: 5,
    limit: 'every request at most 1 s',
    seen: `Every transfer from leaving the phone to its end, corrected by the machine's pace. ${FROM_HERE}`,
    advice: 'Answer sooner on the server, or ask for less at once.',
    check: ({ requests }) =>
      each(requests.filter(isAnswered), described, ({ sentAt, startedAt, endedAt, slowness }) => {
        const ms = (endedAt - (sentAt ?? startedAt)) / slowness
        return ms > 1000 ? `took ${Math.round(ms)} ms` : null
      }),
  },
  {
    id: 'request-count',
    title: '网络请求数',
    group: 'performance',
    weight: 5,
    limit: 'at most 10 at once of those that take over 300 ms',
    seen: `Transfers that overlap, those that wait for a place among them. ${FROM_HERE}`,
    advice: 'Ask for several things by one request, or for some of them later.',
    check: ({ requests }) => {
      const slow = requests.filter(isAnswered).filter((each) => (each.endedAt - each.startedAt) / each.slowness > 300)
      const { count, at } = mostAtOnce(slow)
      return { looked: requests.length, findings: at && count > 10 ? [crowd(at, `${count} requests at once`)] : [] }
    },
  },
  {
    id: 'image-count',
    title: '图片请求数',
    group: 'performance',
    weight: 5,
    limit: 'at most 6 at once from one host of those that take over 100 ms',
    seen: `The browser's own record of what it fetched. ${FROM_HERE}`,
    advice: 'Load pictures when they come into view (lazy-load), or join small ones.',
    check: ({ fetches }) => ({ looked: fetches.length, findings: crowdedHosts(fetches) }),
  },
  {
    id: 'image-cache',
    title: '图片缓存',
    group: 'performance',
    weight: 4,
    limit: 'every picture comes with a caching header',
    seen: 'Headers of pictures from elsewhere: Cache-Control, Expires or ETag, and none that forbids keeping it.',
    advice: 'Let the server send Cache-Control with a max-age.',
    check: ({ fetches }) =>
      each(
        fetches.filter(({ headers }) => headers),
        ({ url }) => url,
        ({ headers = {} }) => {
          const rule = headers['cache-control'] ?? ''
          if (/no-store|no-cache|max-age=0\b/.test(rule)) return `must not be kept: cache-control: ${rule}`
          return rule || headers.expires || headers.etag ? null : 'no caching header'
        },
      ),
  },
  {
    id: 'request-cache',
    title: '网络请求缓存',
    group: 'performance',
    weight: 2,
    limit: `no two equal answers of over ${kilobytes(CACHED_FROM)} from one address within ${CACHE_MINUTES} minutes`,
    seen: 'Answers to GET, compared by their hash.',
    advice: 'Keep the answer on the phone and show it at once.',
    check: ({ requests }) => {
      const large = requests
        .filter(isAnswered)
        .filter((each) => each.responseBytes > CACHED_FROM && each.method === 'GET')
      return each(large, described, (one) => {
        const isRepeat = large.some(
          (other) =>
            other !== one &&
            other.url === one.url &&
            other.responseHash === one.responseHash &&
            other.startedAt < one.startedAt &&
            one.startedAt - other.startedAt < CACHE_MINUTES * 60_000,
        )
        return isRepeat ? `the same ${kilobytes(one.responseBytes)} as before` : null
      })
    },
  },
  {
    id: 'request-errors',
    title: '避免网络请求异常',
    group: 'practice',
    weight: 3,
    limit: 'every request is answered by a status below 400; 401 and 403 are fine',
    seen: 'All transfers, without those that were aborted or made while the tester had the phone offline.',
    advice: 'Do not ask for what is not there or not allowed; mend the server.',
    check: ({ requests }) =>
      each(
        requests.filter((one) => one.endedAt !== undefined && !one.isOffline),
        described,
        ({ status, error }) => {
          if (error !== undefined) return /^(abort|interrupted)/.test(error) ? null : `failed: ${error}`
          return status !== undefined && status >= 400 && status !== 401 && status !== 403 ? `answered ${status}` : null
        },
      ),
  },
  {
    id: 'https',
    title: '使用 HTTPS',
    group: 'practice',
    weight: 1,
    limit: 'all requests and pictures by https or wss',
    seen: "The mini-program's own addresses, before the host maps them.",
    advice: 'Serve it by https.',
    check: ({ requests, fetches }) =>
      each(
        [...requests, ...fetches],
        ({ url }) => url,
        ({ url }) => (/^(http|ws):/.test(url) ? 'not encrypted' : null),
      ),
  },
]

type Answered = RequestSeen & { endedAt: number }

/** Answered by a server, however. */
const isAnswered = (request: Observations['requests'][number]): request is Answered =>
  request.endedAt !== undefined && request.status !== undefined && request.kind !== 'socket'

const described = ({ method, url }: RequestSeen): string => `${method} ${url}`

function crowd({ page, url }: { page: string; url: string }, what: string): Finding {
  return { page, where: url, what }
}

function crowdedHosts(fetches: FetchSeen[]): Finding[] {
  const slow = fetches.filter(({ startedAt, endedAt, slowness }) => (endedAt - startedAt) / slowness > 100)
  const hosts = new Map<string, FetchSeen[]>()
  for (const one of slow) hosts.set(hostOf(one.url), [...(hosts.get(hostOf(one.url)) ?? []), one])
  return [...hosts].flatMap(([host, all]) => {
    const { count, at } = mostAtOnce(all)
    return at && count > 6 ? [crowd(at, `${count} pictures at once from ${host}`)] : []
  })
}

function hostOf(url: string): string {
  return /^\w+:\/\/([^/?#]+)/.exec(url)?.[1] ?? ''
}
