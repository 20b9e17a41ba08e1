// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- an ambient declaration cannot be imported, and test/ compiles this file too
/// <reference path="./class-transformer-storage.d.ts" />
import { defaultMetadataStorage } from 'class-transformer/cjs/storage'
import { validationMetadatasToSchemas } from 'class-validator-jsonschema'
import { EngagementInput } from '@quanke/shared/contracts/engagement'
import { NO_CONTACT, NO_REWARD } from '@quanke/shared/contracts/validators'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Schema = Record<string, unknown> & {
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
}

const HOME = '#/components/schemas/'
/** Beside the sources, also when the compiled server runs: only development asks for it. */
const VIEWS = join(__dirname, '..', '..', 'src', 'openapi', 'views.schema.json')

/**
 * The schemas of all contracts by name: requests from their validation, which is what the server really checks; views from their types. The
 * descriptions of both come from the comments in the code.
 */
export function contractSchemas(): Map<string, Schema> {
  const typed = typedSchemas()
  const requests = Object.entries(requestSchemas()).map(
    ([name, schema]) => [name, described(schema, typed[name])] as const,
  )
  return new Map([...Object.entries(typed), ...requests])
}

/** What `npm run schemas` wrote: every exported type of the contracts. */
function typedSchemas(): Record<string, Schema> {
  const text = readFileSync(VIEWS, 'utf8').replaceAll('#/definitions/', HOME)
  return (JSON.parse(text) as { definitions: Record<string, Schema> }).definitions
}

function requestSchemas(): Record<string, Schema> {
  const schemas = validationMetadatasToSchemas({
    classTransformerMetadataStorage: defaultMetadataStorage,
    refPointerPrefix: HOME,
    additionalConverters: {
      // Counted in graphemes, so code units may be more.
      words: ({ constraints }) => ({
        type: 'string',
        minLength: Number(constraints[0]),
        maxLength: Number(constraints[1]),
      }),
      // What a text says has no place in a schema; the codes of refusal tell of it.
      [NO_CONTACT]: () => ({}),
      [NO_REWARD]: () => ({}),
    },
  }) as Record<string, Schema>
  // Each event is judged by itself, so the contract of the batch only says that they are objects.
  const batch = schemas['RecordEngagements']?.properties?.['events']
  if (batch) batch.items = { $ref: `${HOME}${EngagementInput.name}` }
  return schemas
}

function described(schema: Schema, typed: Schema | undefined): Schema {
  if (!typed) return schema
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, property]) => {
      const description = typed.properties?.[name]?.description
      return [name, description === undefined || '$ref' in property ? property : { ...property, description }]
    }),
  )
  return { ...(typed.description === undefined ? {} : { description: typed.description }), ...schema, properties }
}
