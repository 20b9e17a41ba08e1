import { EngagementInput, RecordEngagements } from '@quanke/shared/contracts/engagement'
import { NO_CONTACT, NO_REWARD } from '@quanke/shared/contracts/validators'
import { REFUSALS, refusalText, type Refusal } from '@quanke/shared/domain/refusal'
import type { OutgoingHttpHeaders } from 'node:http'
import { fieldsOf, type Field } from './contracts'
import type { Ask, Expectation } from './expectation'
import { EXPECTATIONS } from './expectations'
import { HOSTILE, HOSTILE_BODIES, HOSTILE_SEGMENTS, TOO_LARGE } from './hostile'
import type { Role } from './roles'
import { routesOf, type Route } from './routes'
import { newKey } from '../../support/server'
import { buildWorld, type World } from './world'

let world: World
let routes: Route[]
beforeAll(async () => {
  world = await buildWorld()
  routes = routesOf(world.server.app)
})
afterAll(() => world.close())

interface Sent {
  status: number
  text: string
  headers: OutgoingHttpHeaders
}

interface Raw {
  method: string
  url: string
  role?: Role
  token?: string | null
  headers?: Record<string, string>
  payload?: string | Buffer
}

async function send({ method, url, role = 'anonymous', token, headers = {}, payload }: Raw): Promise<Sent> {
  const bearer = token === undefined ? world.people[role].token : token
  const answer = await world.server.app.inject({
    method: method as 'GET',
    url,
    headers: { ...headers, ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }) },
    ...(payload === undefined ? {} : { payload }),
  })
  return { status: answer.statusCode, text: answer.body, headers: answer.headers }
}

const sendJson = (raw: Raw, body: unknown): Promise<Sent> =>
  send({ ...raw, headers: { 'content-type': 'application/json' }, payload: JSON.stringify(body) })

/** What is wrong with an answer to bad input; null when it is done or a refusal in the one shape. */
function fault({ status, text, headers }: Sent): string | null {
  if (status < 400) return null
  if (status >= 500) return `${status} ${text.slice(0, 200)}`
  if (!String(headers['content-type']).startsWith('application/problem+json'))
    return `no problem+json: ${text.slice(0, 200)}`
  const problem = JSON.parse(text) as Record<string, unknown>
  const code = problem['code'] as Refusal
  if (!(code in REFUSALS) || REFUSALS[code][0] !== status) return `a code of its own: ${text.slice(0, 200)}`
  if (problem['title'] !== refusalText(code)) return `another title: ${text.slice(0, 200)}`
  if (!problem['requestId'] || problem['requestId'] !== headers['x-request-id']) return 'no request id'
  return null
}

/** Notes everything that is wrong, so that one run tells all of it. */
function notes() {
  const faults: string[] = []
  return {
    faults,
    note(name: string, sent: Sent): void {
      const found = fault(sent)
      if (found !== null) faults.push(`${name}: ${found}`)
    },
  }
}

const urlOf = (name: string, { params = {}, query = {} }: Ask): string => {
  const path = name.split(' ')[1]!.replaceAll(/:(\w+)/gu, (_, part: string) => encodeURIComponent(params[part]!))
  const search = new URLSearchParams(query).toString()
  return search === '' ? path : `${path}?${search}`
}

const expectationOf = (name: string): Expectation => EXPECTATIONS.find(({ route }) => route === name)!
const callerOf = ({ may }: Expectation): Role => may.find((role) => role !== 'anonymous') ?? 'client'

function withValue(body: object, path: string, value: unknown): object {
  const copy = structuredClone(body)
  const names = path.split('.')
  const last = names.pop()!
  let place = copy as Record<string, unknown>
  for (const name of names) place = (place[name] ??= {}) as Record<string, unknown>
  place[last] = value
  return copy
}

const bodyFieldsOf = (contract: NonNullable<Route['body']>): Field[] => [
  ...fieldsOf(contract),
  ...((contract as unknown) === RecordEngagements ? fieldsOf(EngagementInput, 'events.0.') : []),
]

/** The valid request of a route, renewed whenever one of its like was taken. */
function renewed(expectation: Expectation, role: Role) {
  let ask: Ask | null = null
  return {
    async get(): Promise<Ask> {
      ask ??= await expectation.ask(world, role)
      // Otherwise a second text under the same key would be refused for its key.
      return ask.body && 'key' in ask.body ? { ...ask, body: { ...ask.body, key: newKey() } } : ask
    },
    taken(): void {
      ask = null
    },
  }
}

const WITH_BODY = [...new Set(EXPECTATIONS.map(({ route }) => route))].filter((route) => /^(POST|PUT) /u.test(route))

describe.each(WITH_BODY)('%s', (name) => {
  const expectation = expectationOf(name)
  const role = callerOf(expectation)
  const [method] = name.split(' ') as [string]

  it('bears every hostile value in every field', async () => {
    const { faults, note } = notes()
    const contract = routes.find((route) => route.name === name)!.body
    const valid = renewed(expectation, role)
    for (const { path } of contract ? bodyFieldsOf(contract) : [])
      for (const [kind, value] of HOSTILE) {
        const ask = await valid.get()
        const body = withValue(ask.body ?? {}, path, value)
        const sent = await sendJson({ method, url: urlOf(name, ask), role, token: ask.token }, body)
        if (sent.status < 300) valid.taken()
        note(`${path} = ${kind}`, sent)
      }
    expect(faults).toEqual([])
  })

  it('refuses fields that it does not know', async () => {
    const contract = routes.find((route) => route.name === name)!.body
    if (!contract) return
    const ask = await expectation.ask(world, role)
    const sent = await sendJson({ method, url: urlOf(name, ask), role }, { ...ask.body, isAdmin: true })
    expect([sent.status, JSON.parse(sent.text)]).toEqual([
      400,
      expect.objectContaining({ code: 'invalid_request', field: 'isAdmin' }),
    ])
  })

  it('bears bodies that are none', async () => {
    const { faults, note } = notes()
    const valid = renewed(expectation, role)
    for (const [kind, contentType, payload] of HOSTILE_BODIES) {
      const ask = await valid.get()
      const headers: Record<string, string> = contentType === null ? {} : { 'content-type': contentType }
      const sent = await send({ method, url: urlOf(name, ask), role, token: ask.token, headers, payload })
      if (sent.status < 300) valid.taken()
      note(kind, sent)
      if (kind === TOO_LARGE && sent.status !== 413) faults.push(`${kind}: ${sent.status}`)
    }
    expect(faults).toEqual([])
  })
})

it('refuses what cannot be an id or a code in any path, in the one shape', async () => {
  const { faults, note } = notes()
  for (const { name } of routes.filter((route) => route.name.includes('/:'))) {
    const expectation = expectationOf(name)
    const [method, pattern] = name.split(' ') as [string, string]
    const { body } = await expectation.ask(world, callerOf(expectation))
    const tries = HOSTILE_SEGMENTS.map(async (segment) => {
      const raw = { method, url: pattern.replaceAll(/:\w+/gu, segment), role: callerOf(expectation) }
      const sent = await (body ? sendJson(raw, body) : send(raw))
      note(`${name} with ${segment}`, sent)
      if (sent.status < 400) faults.push(`${name} with ${segment}: ${sent.status}`)
    })
    await Promise.all(tries)
  }
  expect(faults).toEqual([])
})

it('bears every hostile text in every field of a query, also twice and as an object', async () => {
  const { faults, note } = notes()
  const texts = HOSTILE.map(([, value]) => value).filter((value) => typeof value === 'string' && isWellFormed(value))
  const cursors = [
    [],
    [1],
    ['x', 'y'],
    [1e300, 1],
    ['2026-01-01', '-1'],
    ['+275760-09-13', 'x'],
    [null, {}],
    {},
    'x',
    ['2026-01-01', '1e9', '3'],
    ['x', '2026-01-01', '3'],
    ['x'],
  ]
  const encoded = cursors.map((value) => Buffer.from(JSON.stringify(value)).toString('base64url'))
  for (const { name, query } of routes.filter((route) => route.query !== null)) {
    const expectation = expectationOf(name)
    const role = callerOf(expectation)
    const url = urlOf(name, { ...(await expectation.ask(world, role)), query: {} })
    const [method] = name.split(' ') as [string]
    const ask = async (field: string, text: string) =>
      note(
        `${name} ${field} = ${text.slice(0, 30)}`,
        await send({ method, url: `${url}?${field}=${encodeURIComponent(text)}`, role }),
      )
    for (const { path } of fieldsOf(query!)) {
      const fields = [`${path}[]`, `${path}[a]`, `${path}=1&${path}`].map((field) => ask(field, '1'))
      await Promise.all([...fields, ...([...texts, ...encoded] as string[]).map((text) => ask(path, text))])
    }
    note(`${name} unknown`, await send({ method, url: `${url}?__proto__=1&constructor=1&isAdmin=1`, role }))
  }
  expect(faults).toEqual([])
})

const isWellFormed = (text: string): boolean => Buffer.from(text).toString() === text

/** Where a text is encrypted, or where another field decides that it is not kept. */
const NOT_IN_THE_OPEN = new Set(['contact', 'blocks.0.items'])
const NOT_KEPT = new Set(['POST /v1/consents displayName'])

it.each(WITH_BODY)('%s keeps the longest texts of four-byte characters whole', async (name) => {
  const contract = routes.find((route) => route.name === name)!.body
  const texts = contract ? bodyFieldsOf(contract).filter(({ words }) => words !== null) : []
  const expectation = expectationOf(name)
  const role = expectation.may.includes('client') ? 'client' : callerOf(expectation)
  for (const [index, { path, words }] of texts.entries()) {
    const ask = await expectation.ask(world, role)
    const text = `${'🏳️‍🌈'.repeat(words!.max - 1)}${String.fromCodePoint(0x20000 + index)}`
    const [method] = name.split(' ') as [string]
    const body = withValue(ask.body ?? {}, path, text)
    const sent = await sendJson({ method, url: urlOf(name, ask), role, token: ask.token }, body)
    expect([path, sent.status, fault(sent)]).toEqual([path, 200, null])
    if (!NOT_IN_THE_OPEN.has(path) && !NOT_KEPT.has(`${name} ${path}`))
      expect([path, await placesOf(text)]).not.toEqual([path, []])
  }
})

it.each(WITH_BODY)(
  "%s takes nobody's number, no WeChat id and no promise of a reward in any text that refuses them",
  async (name) => {
    const contract = routes.find((route) => route.name === name)!.body
    const expectation = expectationOf(name)
    const role = callerOf(expectation)
    const [method] = name.split(' ') as [string]
    const hits = async () =>
      Number((await world.server.db.query("SELECT COUNT(*) n FROM audit_entries WHERE action = 'reward.refused'"))[0].n)
    for (const { path, rules } of contract ? bodyFieldsOf(contract).filter(({ words }) => words !== null) : []) {
      const ask = await expectation.ask(world, role)
      const answerTo = async (text: string) => {
        const body = withValue(ask.body ?? {}, path, /\.items$/u.test(path) ? [text] : text)
        const shaped = path.startsWith('blocks.') ? withValue(body, 'blocks.0.kind', kindFor(path)) : body
        const sent = await sendJson({ method, url: urlOf(name, ask), role, token: ask.token }, shaped)
        const { code, field } = JSON.parse(sent.text) as { code?: string; field?: string }
        return [sent.status, code, field]
      }
      if (rules.includes(NO_CONTACT))
        for (const contact of ['找他一三八零零一三八零零零', 'V❤ abc123'])
          expect(await answerTo(contact)).toEqual([400, 'phone_in_words', path])
      if (!rules.includes(NO_REWARD)) continue
      const before = await hits()
      expect(await answerTo('推荐有红包')).toEqual([409, 'reward_forbidden', path])
      expect(await hits()).toBe(before + 1)
    }
  },
)

const kindFor = (path: string): string => (path.endsWith('items') ? 'list' : 'paragraph')

/** The columns that hold this text, byte for byte. */
async function placesOf(text: string): Promise<string[]> {
  const columns = await world.server.db.query<{ place: string; name: string }[]>(
    `SELECT table_name AS place, column_name AS name FROM information_schema.columns
      WHERE table_schema = DATABASE() AND character_set_name = 'utf8mb4' AND table_name NOT LIKE 'kept\\_%'`,
  )
  const found = await Promise.all(
    columns.map(async ({ place, name }) => {
      const rows = await world.server.db.query<unknown[]>(
        `SELECT 1 FROM \`${place}\` WHERE INSTR(CAST(\`${name}\` AS BINARY), CAST(? AS BINARY)) > 0 LIMIT 1`,
        [text],
      )
      return rows.length > 0 ? `${place}.${name}` : null
    }),
  )
  return found.filter((place) => place !== null)
}

it.each(['isAdmin', 'then', 'constructor', 'toString', 'hasOwnProperty', '__proto__'])(
  'bears an engagement with a field "%s", beside a good one',
  async (name) => {
    const event = (id: string) => ({ id, kind: 'viewed', subject: 'app', occurredAt: new Date().toISOString() })
    const [good, odd] = [newKey(), newKey()]
    for (const value of ['x', 1, null, {}, { name: 'EngagementInput' }]) {
      const text = JSON.stringify({ events: [event(good), event(odd)] })
      const payload = text.replace(`{"id":"${odd}"`, `{"${name}":${JSON.stringify(value)},"id":"${odd}"`)
      const headers = { 'content-type': 'application/json' }
      const sent = await send({ method: 'POST', url: '/v1/engagements', role: 'visitor', headers, payload })
      expect(fault(sent)).toBeNull()
      // What every object has is dropped on the way in, what poisons prototypes is refused as a whole.
      if (name === '__proto__') expect(sent.status).toBe(400)
      else if (!(name in {}))
        expect(JSON.parse(sent.text)).toMatchObject({ refused: [{ id: odd, code: 'invalid_request' }] })
    }
  },
)

it.each([
  ['a path that is not there', 'GET', '/v1/nothing', 404],
  ['a path outside the version', 'GET', '/nothing', 404],
  ['another method', 'DELETE', '/v1/organization', 404],
  ['half of a percent sign', 'GET', '/v1/groups/%ff', 400],
  ['a cut percent sign', 'GET', '/v1/groups/%', 400],
  ['a very long path', 'GET', `/v1/groups/${'9'.repeat(2000)}`, 400],
  ['a path upwards', 'GET', '/v1/../../etc/passwd', 404],
  ['a doubled slash', 'GET', '/v1//me', 404],
])('answers %s in the one shape', async (_, method, url, status) => {
  const sent = await send({ method, url, role: 'visitor' })
  expect([fault(sent), sent.status]).toEqual([null, status])
})

it.each([
  '',
  'Bearer',
  'Bearer x',
  `Bearer ${'x'.repeat(43)}`,
  `Bearer ${'长'.repeat(43)}`,
  'Basic YTpi',
  `Bearer ${'y'.repeat(6000)}`,
])('takes "%s" for nobody', async (authorization) => {
  const sent = await send({
    method: 'GET',
    url: '/v1/me',
    headers: { authorization: Buffer.from(authorization).toString('latin1') },
  })
  expect([fault(sent), sent.status]).toEqual([null, 401])
})

it('makes a request id of its own where the given one could harm a log', async () => {
  for (const given of ['x', 'a b c d e f g', '"}{"level":"fatal"', 'x'.repeat(100)]) {
    const { headers } = await send({ method: 'GET', url: '/v1/organization', headers: { 'x-request-id': given } })
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/u)
  }
})
