import type { Params } from './automator'

/** A parameter that has to be a text. */
export function textOf(params: Params, name: string): string {
  const value = params[name]
  if (typeof value !== 'string') throw new Error(`${name} must be a string`)
  return value
}

/** A parameter that is a list; the client always sends it, other drivers may leave it out. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw new Error('args and names must be lists')
  return value
}
