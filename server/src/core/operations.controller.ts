import { applyDecorators, Controller, Get, Header, Headers, Inject } from '@nestjs/common'
import { ApiExtension, ApiResponse } from '@nestjs/swagger'
import { timingSafeEqual } from 'node:crypto'
import { DataSource } from 'typeorm'
import { Allow } from './allow'
import { AnswersText } from './answers'
import { Env } from './env'
import { Metrics } from './metrics'
import { OutboxWorker } from './outbox.worker'
import { Unlimited } from './rate-limit'
import { Refused } from './refused'

/** A database that takes longer than this to say anything is not there. */
const PING_MS = 1500
const after = <T>(ms: number, value: T) => new Promise<T>((resolve) => setTimeout(resolve, ms, value).unref())

const AnswersHealth = () =>
  applyDecorators(
    ApiExtension('x-view', 'health'),
    ApiResponse({
      status: 200,
      description: 'Done',
      schema: { type: 'object', required: ['status'], properties: { status: { enum: ['ok'] } } },
    }),
  )

/** What the people and machines that run the server ask; as often as they like, for a limit here would make a busy server look dead. */
@Controller()
export class OperationsController {
  constructor(
    private readonly db: DataSource,
    private readonly metrics: Metrics,
    private readonly outbox: OutboxWorker,
    @Inject(Env) private readonly env: Env,
  ) {}

  @Get('health/live')
  @Unlimited()
  @Allow('anyone')
  @AnswersHealth()
  live() {
    return { status: 'ok' }
  }

  @Get('health/ready')
  @Unlimited()
  @Allow('anyone')
  @AnswersHealth()
  async ready() {
    const isUp = await Promise.race([
      this.db.query('SELECT 1').then(
        () => true,
        () => false,
      ),
      after(PING_MS, false),
    ])
    if (!isUp) throw new Refused('service_unavailable')
    return { status: 'ok' }
  }

  @Get('metrics')
  @Unlimited()
  @Header('content-type', 'text/plain; version=0.0.4')
  @Allow('anyone')
  @AnswersText('route_not_found')
  async read(@Headers('authorization') authorization?: string): Promise<string> {
    if (!this.mayRead(authorization)) throw new Refused('route_not_found')
    // Without a database there is nothing to count; the other figures are wanted all the more.
    const due = this.outbox.countDue().catch(() => NaN)
    this.metrics.outboxDue.set(await Promise.race([due, after(PING_MS, NaN)]))
    return this.metrics.registry.metrics()
  }

  private mayRead(authorization = ''): boolean {
    if (!this.env.METRICS_TOKEN) return this.env.NODE_ENV !== 'production'
    const expected = Buffer.from(`Bearer ${this.env.METRICS_TOKEN}`)
    const given = Buffer.from(authorization)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
}
