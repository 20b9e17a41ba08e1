import type { Answer } from '../answer'
import type { Sandbox } from '../sandbox'

export interface Call {
  sandbox: Sandbox
  query: Record<string, string>
  body: Record<string, unknown>
}

/** One of WeChat's APIs. */
export interface Endpoint {
  /** The name by which faults and the call log know it. */
  name: string
  method: 'GET' | 'POST'
  path: string
  /** Without it the call needs no access token. */
  needsToken: boolean
  /** How many calls are allowed in a span of time, and the code that refuses the next one. */
  limit?: { calls: number; perMs: number; errcode: number }
  answer(call: Call): Answer | Promise<Answer>
}
