import { REFUSALS, type Refusal } from '@quanke/shared/domain/refusal'
import type { Ask, Expectation } from './expectation'
import { EXPECTATIONS } from './expectations'
import { fingerprint } from './fingerprint'
import { FORM, formWith } from './form'
import { ROLES, type Role } from './roles'
import { routesOf } from './routes'
import { buildWorld, type World } from './world'

/** Well formed, and never given out. */
const MISSING: Record<string, string> = {
  id: '987654321',
  registrationId: '987654321',
  code: 'ZZZZZZZZZZZZZZZZ',
  purpose: 'nothing',
}

let world: World
beforeAll(async () => {
  world = await buildWorld()
})
afterEach(() => world.restore())
afterAll(() => world.close())

interface Got {
  status: number
  contentType: string
  text: string
}

async function send(route: string, { params = {}, query, body, picture, token }: Ask, role: Role): Promise<Got> {
  const [method, pattern] = route.split(' ') as ['GET', string]
  const bearer = token === undefined ? world.people[role].token : token
  const {
    statusCode,
    headers,
    body: text,
  } = await world.server.app.inject({
    method,
    url: pattern.replaceAll(/:(\w+)/gu, (_, name: string) => encodeURIComponent(params[name]!)),
    ...(query === undefined ? {} : { query }),
    ...(body === undefined ? {} : { payload: body }),
    ...(picture === undefined ? {} : { payload: formWith(picture) }),
    headers: {
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...(picture === undefined ? {} : { 'content-type': FORM }),
    },
  })
  return { status: statusCode, contentType: String(headers['content-type']), text }
}

/** What came, in a form that can stand in a table: "200", or "404 client_not_found". */
function inShort({ status, contentType, text }: Got): string {
  if (status < 300) return 'done'
  if (!contentType.startsWith('application/problem+json')) return `${status} ${contentType}`
  const { code, requestId } = JSON.parse(text) as { code: string; requestId?: string }
  return requestId ? `${status} ${code}` : `${status} ${code} without a request id`
}

const refusal = (code: Refusal) => `${REFUSALS[code][0]} ${code}`

/** What each role is expected to get; for the blind it is what a missing thing answers. */
async function expectedOf(
  { route, may, blind = [], refused = {} }: Expectation,
  ask: Ask,
): Promise<Record<Role, string>> {
  const missing = {
    ...ask,
    params: Object.fromEntries(Object.keys(ask.params ?? {}).map((name) => [name, MISSING[name]!])),
  }
  const answers = ROLES.map(async (role): Promise<[Role, string]> => {
    if (may.includes(role)) return [role, 'done']
    if (blind.includes(role)) return [role, inShort(await send(route, missing, role))]
    const [code] = Object.entries(refused).find(([, roles]) => roles.includes(role)) ?? []
    return [role, refusal((code as Refusal | undefined) ?? (role === 'anonymous' ? 'sign_in_required' : 'not_allowed'))]
  })
  return Object.fromEntries(await Promise.all(answers)) as Record<Role, string>
}

it('has an expectation for each route of the application, and for nothing else', () => {
  const expected = new Set(EXPECTATIONS.map(({ route }) => route))
  const routes = routesOf(world.server.app).map(({ name }) => name)
  expect([...expected].sort()).toEqual(routes.sort())
})

describe.each(EXPECTATIONS.map((expectation) => [expectation.route, expectation.about ?? '', expectation] as const))(
  '%s %s',
  (_, __, expectation) => {
    const { route, may, blind = [], finds } = expectation

    it('answers each role as its scope says, and whoever is refused changes nothing', async () => {
      const { token: _, ...ask } = await expectation.ask(world, may[0] ?? 'client')
      const before = await fingerprint(world.server.db)
      const expected = await expectedOf(expectation, ask)
      const got: Partial<Record<Role, string>> = {}
      for (const role of ROLES) if (!may.includes(role)) got[role] = inShort(await send(route, ask, role))
      expect(await fingerprint(world.server.db)).toEqual(before)

      for (const role of may) got[role] = inShort(await send(route, await expectation.ask(world, role), role))
      expect(got).toEqual(expected)
      for (const role of blind) expect(got[role]).toMatch(/^404 /)
    })

    if (finds)
      it('shows what is in scope, and nothing else', async () => {
        const found: Role[] = []
        for (const role of may) {
          const { text } = await send(route, await expectation.ask(world, role), role)
          if (text.includes(finds.text(world))) found.push(role)
        }
        expect(found).toEqual(finds.only)
      })
  },
)
