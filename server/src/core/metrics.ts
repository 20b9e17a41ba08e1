import { Injectable } from '@nestjs/common'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** The server's Prometheus metrics, in a registry of their own. */
@Injectable()
export class Metrics {
  readonly registry = new Registry()

  readonly requests = new Histogram({
    name: 'quanke_http_request_seconds',
    help: 'Time to answer, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  })

  readonly engagements = new Counter({
    name: 'quanke_engagements_total',
    help: 'Engagements by what became of them',
    labelNames: ['result'],
    registers: [this.registry],
  })

  readonly outboxDue = new Gauge({
    name: 'quanke_outbox_due',
    help: 'Outbox messages that wait for delivery',
    registers: [this.registry],
  })

  readonly outboxFailures = new Counter({
    name: 'quanke_outbox_failures_total',
    help: 'Failed deliveries by kind',
    labelNames: ['kind'],
    registers: [this.registry],
  })

  /** Adds the figures of the process itself, which are taken for as long as it lives: no close gives back what they hold. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry })
  }
}
