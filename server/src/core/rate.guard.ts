import { Injectable } from '@nestjs/common'
import { ThrottlerGuard } from '@nestjs/throttler'
import type { FastifyRequest } from 'fastify'
import { bearerOf } from './allow.guard'
import { Refused } from './refused'
import { hashOf } from './sessions'

/** Requests a minute for each session, or for each address where there is none. */
@Injectable()
export class RateGuard extends ThrottlerGuard {
  protected override getTracker(request: FastifyRequest): Promise<string> {
    const token = bearerOf(request.headers.authorization)
    return Promise.resolve(token === null ? `ip:${request.ip}` : `session:${hashOf(token).toString('base64url')}`)
  }

  protected override throwThrottlingException(): Promise<void> {
    throw new Refused('too_many_requests')
  }
}
