import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { validate } from '@readme/openapi-parser'
import type { OpenAPIObject } from '@nestjs/swagger'
import { documentOf, NOT_DESCRIBED } from '../../../server/src/openapi/describe-api'
import { routesOf } from '../../../server/src/openapi/routes'
import { testServer } from '../../support/server'

const SERVER = join(__dirname, '..', '..', '..', 'server')

interface Operation {
  operationId: string
  tags: string[]
  security?: unknown
  'x-view'?: string
  parameters: { name: string; in: string }[]
  requestBody?: unknown
  responses: Record<string, { description: string; content?: Record<string, { schema: unknown }> }>
}

const server = testServer({ goesOn: true })
let document: OpenAPIObject
let operations: Operation[]

beforeAll(() => {
  document = documentOf(server.app)
  operations = Object.values(document.paths).flatMap((path) => Object.values(path as Record<string, Operation>))
})

describe('the description of the API', () => {
  it('is valid OpenAPI', async () => {
    const result = await validate(JSON.parse(JSON.stringify(document)))
    expect(result).toEqual({ valid: true, warnings: [], specification: 'OpenAPI' })
  })

  it('holds every route of the code', () => {
    const described = operations.map(({ operationId }) => operationId)
    const routes = [...routesOf(server.app).keys()]
    expect(described.sort()).toEqual(routes.sort())
    expect(new Set(described).size).toBe(described.length)
  })

  it('says of every route what it answers', () => {
    const silent = operations.filter((operation) => !operation['x-view']).map(({ operationId }) => operationId)
    expect(silent).toEqual([])
  })

  it('knows every contract that it names', () => {
    const schemas = Object.entries((document.components?.schemas ?? {}) as Record<string, { description?: string }>)
    expect(schemas.filter(([, { description }]) => description === NOT_DESCRIBED).map(([name]) => name)).toEqual([])
    expect(schemas.length).toBeGreaterThan(40)
  })

  it('describes the body of a request by what its validation demands', () => {
    const { AskForReferral, DecideConsents } = document.components!.schemas as Record<string, Record<string, unknown>>
    expect(AskForReferral).toMatchObject({
      required: ['key', 'category', 'audience', 'words', 'urgency'],
      properties: {
        words: { type: 'string', minLength: 5, maxLength: 500 },
        category: { enum: expect.arrayContaining(['lawyer']) },
      },
    })
    expect(DecideConsents).toMatchObject({
      properties: {
        decisions: { type: 'array', items: { $ref: '#/components/schemas/ConsentDecision' }, maxItems: 10 },
      },
    })
  })

  it('describes the query of a list field by field', () => {
    const providers = operations.find(({ operationId }) => operationId === 'providers.providers')!
    expect(providers.parameters.map(({ name }) => name).sort()).toEqual(['cursor', 'kind', 'limit', 'part', 'q'])
  })

  it('lists the codes of refusal of a route, its own and those that come with who may call it', () => {
    const ask = operations.find(({ operationId }) => operationId === 'requests.ask')!
    expect(ask.responses['409']!.description).toContain('`no_owner_yet`')
    expect(ask.responses['401']!.description).toContain('`sign_in_required`')
    expect(ask.responses['403']!.description).toContain('`not_allowed`')
    expect(ask.responses['400']!.description).toContain('`invalid_request`')
    expect(ask.security).toEqual([{ bearer: [] }])
    const signIn = operations.find(({ operationId }) => operationId === 'identity.signIn')!
    expect(signIn.security).toBeUndefined()
    const open = operations.find(({ operationId }) => operationId === 'contents.one')!
    expect(open.security).toEqual([{}, { bearer: [] }])
    expect(open.responses['401']!.description).toContain('`sign_in_required`')
    expect(signIn.responses['403']!.description).not.toContain('`not_allowed`')
  })

  it('sorts the routes by feature', () => {
    const ask = operations.find(({ operationId }) => operationId === 'requests.ask')!
    expect(ask.tags).toEqual(['referral-requests'])
    expect(document.tags?.map(({ name }) => name)).toContain('referrals')
  })

  it('is made of schemas as fresh as the contracts: after a change, npm run schemas -w server', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quanke-schemas-'))
    try {
      const out = join(folder, 'views.json')
      const { scripts } = JSON.parse(readFileSync(join(SERVER, 'package.json'), 'utf8'))
      const command = String(scripts.schemas).split(' && ')[0]!.replace('src/openapi/views.schema.json', out)
      const path =
        ['node_modules/.bin', '../node_modules/.bin'].map((bin) => join(SERVER, bin)).join(':') + ':' + process.env.PATH
      execFileSync('sh', ['-c', command], { cwd: SERVER, env: { ...process.env, PATH: path }, stdio: 'pipe' })
      const committed = readFileSync(join(SERVER, 'src/openapi/views.schema.json'), 'utf8')
      expect(JSON.parse(committed)).toEqual(JSON.parse(readFileSync(out, 'utf8')))
    } finally {
      rmSync(folder, { recursive: true })
    }
  }, 60_000)
})
