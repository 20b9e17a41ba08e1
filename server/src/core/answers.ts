import { applyDecorators } from '@nestjs/common'
import { ApiBearerAuth, ApiExtension, ApiResponse } from '@nestjs/swagger'
import { REFUSALS, type Refusal } from '@quanke/shared/domain/refusal'

type Shape = 'one' | 'page' | 'list'
type Schema = Record<string, unknown>

const SCHEMAS: Record<Shape, (view: string) => Schema> = {
  one: (view) => ({ $ref: `#/components/schemas/${view}` }),
  list: (view) => ({ type: 'array', items: { $ref: `#/components/schemas/${view}` } }),
  page: (view) => ({
    type: 'object',
    required: ['items', 'next'],
    properties: { items: SCHEMAS.list(view), next: { type: ['string', 'null'] } },
  }),
}

/** What a route answers: the view of `shared/contracts` by its name, and the refusals of its own, for the API's description. */
export const Answers = (view: string, ...refusals: Refusal[]) => describe('one', view, refusals)
/** Like Answers, for a page of such views. */
export const AnswersPage = (view: string, ...refusals: Refusal[]) => describe('page', view, refusals)
/** Like Answers, for a short, complete list of such views. */
export const AnswersList = (view: string, ...refusals: Refusal[]) => describe('list', view, refusals)

/** Like Answers, for a picture. */
export const AnswersImage = (...refusals: Refusal[]) =>
  applyDecorators(
    ApiBearerAuth(),
    ApiExtension('x-view', 'image'),
    ApiResponse({
      status: 200,
      description: 'Done',
      content: { 'image/png': { schema: { type: 'string', format: 'binary' } } },
    }),
    ...refusalAnswers(refusals),
  )

/** Like Answers, for a table as a file. */
export const AnswersCsv = (...refusals: Refusal[]) =>
  applyDecorators(
    ApiBearerAuth(),
    ApiExtension('x-view', 'csv'),
    ApiResponse({ status: 200, description: 'Done', content: { 'text/csv': { schema: { type: 'string' } } } }),
    ...refusalAnswers(refusals),
  )

/** Like Answers, for a plain text that WeChat expects. */
export const AnswersText = (...refusals: Refusal[]) =>
  applyDecorators(
    ApiExtension('x-view', 'text'),
    ApiResponse({ status: 200, description: 'Done', content: { 'text/plain': { schema: { type: 'string' } } } }),
    ...refusalAnswers(refusals),
  )

function describe(shape: Shape, view: string, refusals: Refusal[]) {
  return applyDecorators(
    ApiBearerAuth(),
    ApiExtension('x-view', view),
    ApiResponse({ status: 200, description: 'Done', schema: SCHEMAS[shape](view) }),
    ...refusalAnswers(refusals),
  )
}

function refusalAnswers(refusals: Refusal[]) {
  const statuses = [...new Set(refusals.map((code) => REFUSALS[code][0]))]
  return statuses.map((status) =>
    ApiResponse({
      status,
      description: refusals
        .filter((code) => REFUSALS[code][0] === status)
        .map((code) => `\`${code}\` ${REFUSALS[code][1]}`)
        .join('; '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }),
  )
}
