import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger'
import { NO_CONTACT } from '@quanke/shared/contracts/validators'
import { getMetadataStorage } from 'class-validator'
import { REFUSALS, type Refusal } from '@quanke/shared/domain/refusal'
import { knowsCallers, type Caller } from '../core/allow'
import { operationId, routesOf, type RouteFacts } from './routes'
import { contractSchemas, type Schema } from './schemas'

interface Operation {
  operationId: string
  tags?: string[]
  description?: string
  security?: unknown
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema: Schema }[]
  requestBody?: { required?: boolean }
  responses: Record<string, { description: string; content?: unknown }>
}

const PROBLEM = '#/components/schemas/Problem'

/** Serves the description of the API: as a page at /docs, as a document at /openapi.json. */
export function describeApi(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => documentOf(app), {
    jsonDocumentUrl: 'openapi.json',
    customSiteTitle: '圈客 API',
    swaggerOptions: { persistAuthorization: true, docExpansion: 'none' },
  })
}

/** The whole description: every route with who may call it, what goes in, what comes out, and each code of refusal. */
export function documentOf(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('圈客 API')
    .setDescription(
      'Every refusal is `application/problem+json` with a stable `code`. Times are ISO 8601 in UTC, ids are strings.',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The token that POST /v1/session answers.' })
    .build()
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: operationId })
  const routes = routesOf(app)
  const schemas = contractSchemas()
  for (const [path, operation] of operationsOf(document))
    complete(operation, path, routes.get(operation.operationId)!, schemas)
  const features = operationsOf(document).flatMap(([, { tags }]) => tags ?? [])
  document.tags = [...new Set(features)].sort().map((name) => ({ name }))
  const components = { ...document.components, schemas: needed(document.paths, schemas) }
  return { ...document, components: components }
}

function operationsOf(document: OpenAPIObject): [path: string, operation: Operation][] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.values(operations as Record<string, unknown>)
      .filter(isOperation)
      .map((operation): [string, Operation] => [path, operation]),
  )
}

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'operationId' in value

function complete(operation: Operation, path: string, facts: RouteFacts, schemas: ReadonlyMap<string, Schema>): void {
  operation.tags = [facts.feature]
  operation.description = `For: ${facts.callers.join(', ')}`
  operation.security = securityOf(facts.callers)
  if (!operation.security) delete operation.security
  operation.parameters = [
    ...(operation.parameters ?? []).filter(({ in: place }) => place !== 'query' || facts.query === null),
    ...pathParameters(operation, path),
    ...queryParameters(facts, schemas),
  ]
  addRefusals(operation, refusalsByShape(operation, facts))
}

/** An open route that knows who comes with a session takes both. */
function securityOf(callers: readonly Caller[]): Operation['security'] {
  if (!knowsCallers(callers)) return undefined
  return callers.includes('anyone') ? [{}, { bearer: [] }] : [{ bearer: [] }]
}

/** Parts of the path that @nestjs/swagger cannot see, since a pipe of their own reads them. */
function pathParameters({ parameters = [] }: Operation, path: string) {
  const known = new Set(parameters.map(({ name }) => name))
  return [...path.matchAll(/\{(\w+)\}/gu)]
    .map(([, name]) => name!)
    .filter((name) => !known.has(name))
    .map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
}

/** The fields of the query's contract, each a parameter. */
function queryParameters({ query }: RouteFacts, schemas: ReadonlyMap<string, Schema>) {
  const contract = query && schemas.get(query.name)
  if (!contract) return []
  return Object.entries(contract.properties ?? {}).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: contract.required?.includes(name) ?? false,
    ...(description === undefined ? {} : { description }),
    schema,
  }))
}

/** The refusals that follow from the shape of a route and from who may call it. */
function refusalsByShape({ requestBody }: Operation, { callers, query, body, hasParams }: RouteFacts): Refusal[] {
  const isOpen = callers.includes('anyone')
  return [
    ...(requestBody || query || hasParams ? (['invalid_request'] as const) : []),
    ...(requestBody ? (['body_too_large', 'unsupported_media'] as const) : []),
    ...(body && refusesPhones(body) ? (['phone_in_words', 'reward_forbidden'] as const) : []),
    ...(knowsCallers(callers) ? (['sign_in_required'] as const) : []),
    ...(isOpen || callers.includes('visitor') ? [] : (['not_allowed'] as const)),
    'too_many_requests',
    'internal_error',
    'service_unavailable',
  ]
}

/** Whether free text is among the fields. */
const refusesPhones = (contract: NonNullable<RouteFacts['body']>): boolean =>
  getMetadataStorage()
    .getTargetValidationMetadatas(contract, '', false, false)
    .some(({ name }) => name === NO_CONTACT)

/** One answer for each status, with the codes it may carry: those of the route's own, and these. */
function addRefusals(operation: Operation, more: readonly Refusal[]): void {
  const own = Object.values(operation.responses).flatMap(({ description }) => codesIn(description))
  const codes = [...new Set([...own, ...more])]
  for (const status of new Set(codes.map((code) => REFUSALS[code][0]))) {
    const these = codes.filter((code) => REFUSALS[code][0] === status)
    operation.responses[status] = {
      description: these.map((code) => `\`${code}\` ${REFUSALS[code][1]}`).join('; '),
      content: {
        'application/problem+json': {
          schema: { allOf: [{ $ref: PROBLEM }, { properties: { code: { enum: these } } }] },
        },
      },
    }
  }
}

const codesIn = (description: string): Refusal[] =>
  [...description.matchAll(/`([a-z_]+)`/gu)]
    .map(([, code]) => code)
    .filter((code): code is Refusal => code! in REFUSALS)

/** The schemas that the paths lead to, directly or through others. */
function needed(paths: unknown, schemas: ReadonlyMap<string, Schema>): Record<string, Schema> {
  const found = new Map<string, Schema>()
  const follow = (value: unknown): void => {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/gu)) {
      if (found.has(name!)) continue
      const schema = schemas.get(name!) ?? { description: NOT_DESCRIBED }
      found.set(name!, schema)
      follow(schema)
    }
  }
  follow(paths)
  return Object.fromEntries([...found].sort(([one], [other]) => one.localeCompare(other)))
}

/** Stands in for a contract that is newer than views.schema.json; a test refuses it. */
export const NOT_DESCRIBED = 'Not described yet: run `npm run schemas -w server`.'
