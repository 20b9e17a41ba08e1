import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import type { Problem } from '@quanke/shared/contracts/common'
import { REFUSALS, type Refusal } from '@quanke/shared/domain/refusal'
import type { FastifyReply } from 'fastify'
import { DataSource } from 'typeorm'
import type { RequestWithActor } from './actor'
import { audit } from './audit'
import { Clock } from './clock'
import { Refused } from './refused'

const DATABASE_DOWN = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'PROTOCOL_CONNECTION_LOST',
  'ER_SERVER_SHUTDOWN',
  'ER_CON_COUNT_ERROR',
])

const BY_STATUS: Record<number, Refusal> = {
  400: 'invalid_request',
  404: 'route_not_found',
  413: 'body_too_large',
  415: 'unsupported_media',
  429: 'too_many_requests',
  503: 'service_unavailable',
}

/** Answers every failure in the one shape, `application/problem+json`; what nobody foresaw is logged and stays neutral. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<RequestWithActor>()
    const reply = host.switchToHttp().getResponse<FastifyReply>()
    const refused = asRefused(error)
    if (refused.status >= 500) request.log.error({ err: error }, 'request failed')
    if (refused.promise) await this.note(request, refused)
    void reply.status(refused.status).type('application/problem+json').send(problemOf(refused, request.id))
  }

  /** A promised benefit goes on record; the refusal stands even where that fails. */
  private async note({ actor, id, log }: RequestWithActor, { promise }: Refused): Promise<void> {
    const subject = { kind: 'account', id: actor?.accountId ?? '0' }
    await audit(this.db.manager, actor ?? { requestId: id }, 'reward.refused', subject, this.clock.now(), {
      ...promise,
    }).catch((error: Error) => log.error({ err: error }, 'a promised benefit could not be noted'))
  }
}

/** The body of a refusal. */
export function problemOf(refused: Refused, requestId: string): Problem {
  const field = refused.errors[0]?.field
  return {
    type: 'about:blank',
    status: refused.status,
    code: refused.code,
    title: refused.message,
    ...(field === undefined ? {} : { field, errors: refused.errors }),
    requestId,
  }
}

function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error
  if (isDatabaseDown(error)) return new Refused('service_unavailable')
  const status = statusOf(error)
  const code = BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'invalid_request' : 'internal_error')
  return new Refused(code in REFUSALS ? code : 'internal_error')
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus()
  const status = (error as { statusCode?: unknown } | null)?.statusCode
  return typeof status === 'number' ? status : 500
}

/** The driver calls fatal what no connection survives, whatever else it says of it. */
function isDatabaseDown(error: unknown): boolean {
  const { code, driverError } = (error ?? {}) as { code?: string; driverError?: { code?: string; fatal?: boolean } }
  return DATABASE_DOWN.has(code ?? '') || DATABASE_DOWN.has(driverError?.code ?? '') || driverError?.fatal === true
}
