import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { envelope, jsonBytes, newRid, Refusal, type Answer } from './answer'
import { activityApis } from './api/activities'
import { checkToken, credentialApis } from './api/credentials'
import { diagnosisApis } from './api/diagnosis'
import type { Call, Endpoint } from './api/endpoint'
import { identityApis } from './api/identity'
import { linkApis } from './api/links'
import { messageApis } from './api/messages'
import { securityApis } from './api/security'
import { sendFaulty, takesEffect, type Outgoing } from './faults'
import type { Sandbox } from './sandbox'

export const APIS: Endpoint[] = [
  ...credentialApis,
  ...activityApis,
  ...identityApis,
  ...linkApis,
  ...messageApis,
  ...securityApis,
  ...diagnosisApis,
]

/** Puts every API of WeChat that the sandbox knows on its address. */
export function serveApis(app: FastifyInstance, sandbox: Sandbox): void {
  for (const endpoint of APIS) {
    app.route({
      method: ['GET', 'POST'],
      url: endpoint.path,
      handler: (request, reply) => handle(sandbox, endpoint, request, reply),
    })
  }
}

async function handle(sandbox: Sandbox, endpoint: Endpoint, request: FastifyRequest, reply: FastifyReply) {
  const rid = newRid()
  const fault = sandbox.faults.take(endpoint.name)
  const body = parsed(request.body)
  const answer =
    fault && !takesEffect(fault)
      ? {}
      : await answerOf(sandbox, endpoint, request, body).catch((error) => refusal(error, rid))
  const out = outgoing(answer, rid)
  sandbox.calls.add({
    at: sandbox.now(),
    api: endpoint.name,
    method: request.method,
    path: endpoint.path,
    query: request.query as Record<string, unknown>,
    body: body ?? null,
    errcode: fault?.errcode ?? (answer as { errcode?: number }).errcode ?? null,
    rid,
    fault: fault?.kind ?? null,
  })
  if (!fault) return reply.type(out.type).send(out.bytes)
  await sendFaulty(reply, fault, out)
  return reply
}

async function answerOf(
  sandbox: Sandbox,
  endpoint: Endpoint,
  request: FastifyRequest,
  body: Call['body'] | null,
): Promise<Answer> {
  if (request.method !== endpoint.method) throw new Refusal(endpoint.method === 'POST' ? 43002 : 43001)
  const query = Object.fromEntries(
    Object.entries(request.query as Record<string, unknown>).map(([name, value]) => [name, String(value)]),
  )
  if (endpoint.needsToken) checkToken(sandbox, query['access_token'])
  const { limit } = endpoint
  if (limit && sandbox.calls.count(endpoint.name, limit.perMs, sandbox.now()) > limit.calls) {
    throw new Refusal(limit.errcode)
  }
  if (endpoint.method === 'POST' && body === null) throw new Refusal(isEmpty(request.body) ? 44002 : 47001)
  return endpoint.answer({ sandbox, query, body: body ?? {} })
}

function isEmpty(body: unknown): boolean {
  return !Buffer.isBuffer(body) || body.length === 0
}

function parsed(body: unknown): Call['body'] | null {
  if (!Buffer.isBuffer(body) || body.length === 0) return null
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Call['body']) : null
  } catch {
    return null
  }
}

function refusal(error: unknown, rid: string): object {
  if (!(error instanceof Refusal)) throw error
  return envelope(error.errcode, error.message, rid)
}

function outgoing(answer: Answer, rid: string): Outgoing {
  if (Buffer.isBuffer(answer)) return { type: 'image/png', bytes: answer, rid }
  return { type: 'application/json; encoding=utf-8', bytes: jsonBytes(answer), rid }
}
