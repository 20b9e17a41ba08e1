import { Controller, Get, Header, Headers, Inject } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { timingSafeEqual } from 'node:crypto'
import { DataSource } from 'typeorm'
import { Allow } from './allow'
import { Env } from './env'
import { Metrics } from './metrics'
import { Refused } from './refused'

/** A database that takes longer than this to say anything is not there. */
const PING_MS = 1500
const patience = (ms: number) => new Promise<false>((resolve) => setTimeout(resolve, ms, false).unref())

/** What the people and machines that run the server ask. */
@ApiExcludeController()
@Controller()
export class OperationsController {
  constructor(
    private readonly db: DataSource,
    private readonly metrics: Metrics,
    @Inject(Env) private readonly env: Env,
  ) {}

  @Get('health/live')
  @Allow('anyone')
  live() {
    return { status: 'ok' }
  }

  @Get('health/ready')
  @Allow('anyone')
  async ready() {
    const isUp = await Promise.race([
      this.db.query('SELECT 1').then(
        () => true,
        () => false,
      ),
      patience(PING_MS),
    ])
    if (!isUp) throw new Refused('service_unavailable')
    return { status: 'ok' }
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4')
  @Allow('anyone')
  read(@Headers('authorization') authorization?: string): Promise<string> {
    if (!this.mayRead(authorization)) throw new Refused('route_not_found')
    return this.metrics.registry.metrics()
  }

  private mayRead(authorization = ''): boolean {
    if (!this.env.METRICS_TOKEN) return this.env.NODE_ENV !== 'production'
    const expected = Buffer.from(`Bearer ${this.env.METRICS_TOKEN}`)
    const given = Buffer.from(authorization)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
}
