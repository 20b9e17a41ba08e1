import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import { Injectable } from '@nestjs/common'
import { RouteConfig, type NestFastifyApplication } from '@nestjs/platform-fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refused } from './refused'
import { bearerOf, hashOf } from './sessions'

/** So many sessions and addresses are counted at once; of more, those that asked least recently begin anew. */
const MOST_COUNTED = 50_000

/**
 * Counts requests with a token that nobody holds, by where they come from: whoever makes tokens up has a new one each time, so that counting by the
 * token would never come to the limit. Whoever is signed in and shares the address is not counted, and not refused.
 */
@Injectable()
export class UnknownTokens {
  private count: ReturnType<FastifyInstance['createRateLimit']> | null = null

  limitTo(count: ReturnType<FastifyInstance['createRateLimit']>): void {
    this.count = count
  }

  /** Takes note of one more, and refuses it where there were too many within the minute. */
  async take(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const counted = await this.count?.(request)
    if (!counted || counted.isAllowed || !counted.isExceeded) return
    reply.header('retry-after', counted.ttlInSeconds)
    throw new Refused('too_many_requests')
  }
}

/** Refuses who asks more often than `aMinute` times a minute: each session by itself, and each address of those who have none. Zero is no limit. */
export async function limitRequests(app: NestFastifyApplication, aMinute: number): Promise<void> {
  if (aMinute === 0) return
  await app.register(rateLimit, {
    max: aMinute,
    timeWindow: '1 minute',
    cache: MOST_COUNTED,
    keyGenerator: ({ headers, ip }) => {
      const token = bearerOf(headers.authorization)
      return token === null ? `ip:${addressOf(ip)}` : `session:${hashOf(token).toString('base64url')}`
    },
    // Who was refused learns how long to wait; nobody else needs to hear of the limit.
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: () => new Refused('too_many_requests'),
  })
  // A count of its own: who comes without a token, to sign in, is not held up by others at the address who make tokens up.
  const unknown = app
    .getHttpAdapter()
    .getInstance()
    .createRateLimit({ max: aMinute, timeWindow: '1 minute', keyGenerator: ({ ip }) => addressOf(ip) })
  app.get(UnknownTokens).limitTo(unknown)
}

/** One household or office has a whole /64 of IPv6 to itself: that is one address here. */
const addressOf = (ip: string): string => normalizeIP(ip)

/** A route that may be asked as often as one likes. */
export const Unlimited = () => RouteConfig({ rateLimit: false })

export const isUnlimited = ({ routeOptions }: FastifyRequest): boolean => routeOptions.config.rateLimit === false
