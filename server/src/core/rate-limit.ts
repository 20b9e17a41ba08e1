import rateLimit from '@fastify/rate-limit'
import { RouteConfig, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { bearerOf } from './allow.guard'
import { Refused } from './refused'
import { hashOf } from './sessions'

/** So many sessions and addresses are counted at once; of more, those that asked least recently begin anew. */
const MOST_COUNTED = 50_000

/** Refuses who asks more often than `aMinute` times a minute: each session by itself, and each address of those who have none. Zero is no limit. */
export async function limitRequests(app: NestFastifyApplication, aMinute: number): Promise<void> {
  if (aMinute === 0) return
  await app.register(rateLimit, {
    max: aMinute,
    timeWindow: '1 minute',
    cache: MOST_COUNTED,
    keyGenerator: ({ headers, ip }) => {
      const token = bearerOf(headers.authorization)
      return token === null ? `ip:${ip}` : `session:${hashOf(token).toString('base64url')}`
    },
    // Who was refused learns how long to wait; nobody else needs to hear of the limit.
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: () => new Refused('too_many_requests'),
  })
}

/** A route that may be asked as often as one likes. */
export const Unlimited = () => RouteConfig({ rateLimit: false })
