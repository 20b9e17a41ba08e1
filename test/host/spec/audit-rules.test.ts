import { auditHtml } from '../src/audit/html'
import { merge } from '../src/audit/merge'
import type { Observations, ProjectFacts, RequestSeen, TreeSeen } from '../src/audit/observations'
import { auditReport, failures, RULES } from '../src/audit/report'

const NOTHING: Observations = {
  device: { width: 375, height: 667, ratio: 2 },
  pages: ['p'],
  ...{ firstScreens: [], scripts: [], renders: [], setData: [], trees: [], requests: [], images: [], fetches: [] },
  targets: { looked: 0, small: [], unsafe: [] },
  contrast: { looked: 0, faint: [] },
  ...{ errors: [], deprecated: [], timers: [], sheets: [], refusals: [] },
}
const FACTS: ProjectFacts = { name: 'x', pages: ['p'], unmentioned: [], templateNames: {}, sheets: [], resizable: [] }

const took = (ms: number, slowness = 1) => [{ page: 'p', ms, slowness, what: 'work' }]
const tree = (more: Partial<TreeSeen>) => [{ page: 'p', nodes: 1, depth: 1, children: 1, widest: 'view', ...more }]
const aRequest = (more: Partial<RequestSeen> = {}): RequestSeen => ({
  ...{ page: 'p', kind: 'request', method: 'GET', url: 'https://a/x', startedAt: 0, endedAt: 100, status: 200 },
  ...{ responseBytes: 10, isAuthorized: false, isOffline: false, slowness: 1, ...more },
})
const many = (count: number, more: Partial<RequestSeen>) => Array.from({ length: count }, () => aRequest(more))
const pictures = (count: number, ms: number, url = 'https://a/x.png') =>
  Array.from({ length: count }, () => ({ page: 'p', url, startedAt: 0, endedAt: ms, slowness: 1 }))
const headers = (value: Record<string, string>) => [{ ...pictures(1, 10)[0]!, headers: value }]
const image = (width: number, height: number, mode = 'aspectFit', url = 'https://a/x.png') => [
  { page: 'p', element: 'image', url, mode, natural: { width, height }, shown: { width: 100, height: 50 } },
]
const large = (hash: string, startedAt: number) =>
  aRequest({ responseBytes: 200_000, responseHash: hash, startedAt, endedAt: startedAt + 1 })
const call = (more: object) => [
  { page: 'p', owner: 'p', calls: 1, mostBytes: 1, mostKeys: ['a'], busiest: 1, keys: ['a'], ...more },
]

describe.each<[id: string, fine: Partial<Observations>[], broken: Partial<Observations>[]]>([
  ['script-time', [{ scripts: took(1000) }, { scripts: took(2900, 3) }], [{ scripts: took(1001) }]],
  ['first-screen', [{ firstScreens: took(5000) }, { firstScreens: took(9000, 2) }], [{ firstScreens: took(5001) }]],
  ['render-time', [{ renders: took(500) }], [{ renders: took(501) }, { renders: took(1200, 2) }]],
  ['set-data-frequency', [{ setData: call({ busiest: 20 }) }], [{ setData: call({ busiest: 21 }) }]],
  ['set-data-size', [{ setData: call({ mostBytes: 262_144 }) }], [{ setData: call({ mostBytes: 262_145 }) }]],
  [
    'wxml-nodes',
    [{ trees: tree({ nodes: 999, depth: 29, children: 60 }) }],
    [{ trees: tree({ nodes: 1000 }) }, { trees: tree({ depth: 30 }) }, { trees: tree({ children: 61 }) }],
  ],
  [
    'request-time',
    [{ requests: many(1, { endedAt: 1000 }) }, { requests: many(1, { endedAt: 2000, sentAt: 1000 }) }],
    [{ requests: many(1, { endedAt: 1001 }) }],
  ],
  [
    'request-count',
    [{ requests: many(10, { endedAt: 400 }) }, { requests: many(20, { endedAt: 300 }) }],
    [{ requests: many(11, { endedAt: 400 }) }],
  ],
  ['image-count', [{ fetches: pictures(6, 200) }, { fetches: pictures(9, 100) }], [{ fetches: pictures(7, 200) }]],
  [
    'image-cache',
    [
      { fetches: headers({ 'cache-control': 'max-age=60' }) },
      { fetches: headers({ etag: 'x' }) },
      { fetches: pictures(1, 1) },
    ],
    [{ fetches: headers({}) }, { fetches: headers({ 'cache-control': 'no-store' }) }],
  ],
  [
    'request-cache',
    [{ requests: [large('a', 0), large('b', 9)] }, { requests: [large('a', 0), large('a', 180_001)] }],
    [{ requests: [large('a', 0), large('a', 179_999)] }],
  ],
  [
    'image-size',
    [{ images: image(200, 100) }, { images: image(300, 150, 'aspectFit', '/in/package.png') }],
    [{ images: image(201, 100) }, { images: image(301, 150, 'aspectFit', '/in/package.png') }],
  ],
  [
    'image-ratio',
    [{ images: image(57, 25, 'scaleToFill') }, { images: image(5, 50, 'aspectFill') }],
    [{ images: image(58, 25, 'scaleToFill') }, { images: image(50, 50, '') }],
  ],
  [
    'request-errors',
    [
      { requests: [aRequest({ status: 401 }), aRequest({ status: 304 })] },
      { requests: [aRequest({ status: undefined, error: 'abort' })] },
      { requests: [aRequest({ status: undefined, error: 'timeout', isOffline: true })] },
      { requests: [aRequest({ status: undefined, endedAt: undefined })] },
    ],
    [{ requests: [aRequest({ status: 500 })] }, { requests: [aRequest({ status: undefined, error: 'timeout' })] }],
  ],
  [
    'https',
    [{ requests: [aRequest()] }],
    [{ fetches: pictures(1, 1, 'http://a/x') }, { requests: [aRequest({ url: 'ws://a' })] }],
  ],
])('%s', (id, fine, broken) => {
  const failed = (seen: Partial<Observations>) =>
    auditReport({ ...NOTHING, ...seen }, FACTS)
      .rules.filter(({ state }) => state === 'failed')
      .map((rule) => rule.id)

  it('passes up to the limit', () => fine.forEach((seen) => expect(failed(seen)).toEqual([])))
  it('fails beyond it', () => broken.forEach((seen) => expect(failed(seen)).toEqual([id])))
})

it('the weights are those of 体验评分', () => {
  const weights = Object.fromEntries(RULES.map(({ id, weight }) => [id, weight]))
  expect(Object.values(weights).reduce((sum, weight) => sum + weight, 0)).toBe(101)
  expect(weights).toMatchObject({ 'script-time': 7, 'no-active': 8, 'inertial-scroll': 8, https: 1, contrast: 0 })
})

it('a report escapes what a mini-program says', () => {
  const errors = [{ page: 'p', message: '<script>alert("x")</script>' }]
  const report = auditReport({ ...NOTHING, errors }, FACTS, ['a & b'])
  expect(report.score).toBe(97)
  expect(failures(report)).toEqual(['避免 JS 异常 · p · script: <script>alert("x")</script>'])
  expect(auditHtml(report)).toContain('&#60;script&#62;')
  expect(auditHtml(report)).not.toContain('<script>')
})

it('several starts of one phone are judged together', () => {
  const sheet = (...selectors: string[]) => [
    { sheet: 'app', bytes: 9, unused: selectors.map((selector) => ({ selector, bytes: 4 })) },
  ]
  const before = { ...NOTHING, errors: [{ page: 'p', message: 'x' }], sheets: sheet('.a', '.b') }
  const after = { ...NOTHING, pages: ['q'], sheets: sheet('.b', '.c') }
  expect(merge(before, after)).toMatchObject({ pages: ['p', 'q'], errors: before.errors, sheets: sheet('.b') })
})
