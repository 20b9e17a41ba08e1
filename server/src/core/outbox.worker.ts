import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { randomUUID } from 'node:crypto'
import { DataSource } from 'typeorm'
import { Clock } from './clock'
import { LOG, type Log } from './log.token'
import { Metrics } from './metrics'
import type { OutboxKind, OutboxPayloads } from './outbox'

const LEASE_MS = 60_000
const BATCH = 10
const IDLE_MS = 500
const MOST_ATTEMPTS = 8
/** Pause before attempt n+1: 2, 4, 8 ... seconds, at most ten minutes. */
const pauseMs = (attempts: number): number => Math.min(1000 * 2 ** attempts, 600_000)

interface Claimed {
  claimedBy: string
  id: string
  kind: OutboxKind
  payload: string | object
  attempts: number
}

type Handler<K extends OutboxKind> = (payload: OutboxPayloads[K]) => Promise<void>

/** Delivers what the outbox holds, at least once: a lease that runs out (a killed process) is claimed again. */
@Injectable()
export class OutboxWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly handlers = new Map<OutboxKind, (payload: never) => Promise<void>>()
  private readonly name = randomUUID()
  private running: Promise<void> | null = null
  private isStopping = false
  private wake: () => void = () => undefined

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Says who delivers a kind. The handler must bear being called twice with the same payload. */
  handle<K extends OutboxKind>(kind: K, handler: Handler<K>): void {
    this.handlers.set(kind, handler)
  }

  onApplicationBootstrap(): void {
    this.running = this.run()
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true
    this.wake()
    await this.running
  }

  /** Delivers what is due now; answers how many were taken. */
  async deliverDue(): Promise<number> {
    const claimed = await this.claim()
    // Slow deliveries can outlast the lease of those that wait behind them; what another server has taken since then is its own to deliver.
    for (const message of claimed) if (await this.isStillOurs(message)) await this.deliver(message)
    return claimed.length
  }

  /** How many messages wait. */
  async countDue(): Promise<number> {
    const [row] = await this.db.query<{ count: string }[]>(
      'SELECT COUNT(*) count FROM outbox_messages WHERE settledAt IS NULL',
    )
    return Number(row?.count)
  }

  private async run(): Promise<void> {
    while (!this.isStopping) {
      const count = await this.deliverDue().catch((error: unknown) => {
        this.log.warn({ err: error }, 'outbox could not be read')
        return 0
      })
      if (count === 0) await this.pause()
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, IDLE_MS)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  private async claim(): Promise<Claimed[]> {
    const now = this.clock.now()
    const claim = `${this.name.slice(0, 8)}-${randomUUID().slice(0, 27)}`
    const { affectedRows } = await this.db.query<{ affectedRows: number }>(
      `UPDATE outbox_messages SET claimedBy = ?, claimedUntil = ?
        WHERE settledAt IS NULL AND availableAt <= ? AND (claimedUntil IS NULL OR claimedUntil < ?)
        ORDER BY availableAt, id LIMIT ${BATCH}`,
      [claim, new Date(now.getTime() + LEASE_MS), now, now],
    )
    if (affectedRows === 0) return []
    return this.db.query<Claimed[]>(
      'SELECT id, kind, payload, attempts, claimedBy FROM outbox_messages WHERE claimedBy = ? ORDER BY id',
      [claim],
    )
  }

  /** Prolongs the lease, if it is still ours. */
  private async isStillOurs({ id, claimedBy }: Claimed): Promise<boolean> {
    const { affectedRows } = await this.db.query<{ affectedRows: number }>(
      'UPDATE outbox_messages SET claimedUntil = ? WHERE id = ? AND claimedBy = ? AND settledAt IS NULL',
      [new Date(this.clock.now().getTime() + LEASE_MS), id, claimedBy],
    )
    return affectedRows > 0
  }

  private async deliver({ id, kind, payload, attempts }: Claimed): Promise<void> {
    try {
      const handler = this.handlers.get(kind)
      if (!handler) throw new Error(`no handler for ${kind}`)
      await handler((typeof payload === 'string' ? JSON.parse(payload) : payload) as never)
      await this.settle(id, attempts + 1, null)
    } catch (error) {
      this.metrics.outboxFailures.inc({ kind })
      this.log.warn({ err: error, kind, attempts: attempts + 1 }, 'outbox delivery failed')
      await this.postpone(id, attempts + 1, error)
    }
  }

  private async settle(id: string, attempts: number, failure: string | null): Promise<void> {
    await this.db.query(
      'UPDATE outbox_messages SET settledAt = ?, attempts = ?, failure = ?, claimedBy = NULL, claimedUntil = NULL WHERE id = ?',
      [this.clock.now(), attempts, failure, id],
    )
  }

  private async postpone(id: string, attempts: number, error: unknown): Promise<void> {
    const reason = reasonOf(error).slice(0, 480)
    const isFinal = attempts >= MOST_ATTEMPTS || (error as { kind?: string }).kind === 'permanent'
    if (isFinal) return this.settle(id, attempts, reason)
    const next = new Date(this.clock.now().getTime() + pauseMs(attempts))
    await this.db.query(
      'UPDATE outbox_messages SET availableAt = ?, attempts = ?, failure = ?, claimedBy = NULL, claimedUntil = NULL WHERE id = ?',
      [next, attempts, reason, id],
    )
  }
}

/** Why a delivery failed, as it may be kept: what a database says of a statement can hold the values in it. */
function reasonOf(error: unknown): string {
  const { driverError } = (error ?? {}) as { driverError?: { code?: string } }
  if (driverError) return `the database refused a statement (${driverError.code ?? 'no code'})`
  return error instanceof Error ? error.message : 'unknown'
}
