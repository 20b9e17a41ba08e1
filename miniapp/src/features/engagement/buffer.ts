import { uuidv7 } from 'uuidv7'
import type { EngagementInput, EngagementReceipt } from '@quanke/shared/contracts/engagement'
import { limits } from '@quanke/shared/domain/limits'
import { AppError } from '@/lib/http'
import { load, save } from '@/lib/store'

export type Engagement = Omit<EngagementInput, 'id' | 'occurredAt'>
export type Send = (events: EngagementInput[]) => Promise<EngagementReceipt>

const KEY = 'engagements'
/** About 150 KB of the phone's storage. When a phone stays offline for longer, the oldest go. */
const MOST_KEPT = 600
const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 120_000

/**
 * Keeps what a person did until the server has it. Everything is in the phone's storage before `record` returns, so
 * it survives a crash; it leaves the storage only when the server has acknowledged or finally refused it.
 */
export class EngagementBuffer {
  private waiting: EngagementInput[]
  private sending: Promise<void> | null = null
  private timer: ReturnType<typeof setTimeout> | null = null
  private waitMs = FIRST_WAIT_MS

  constructor(private readonly send: Send) {
    this.waiting = load<EngagementInput[]>(KEY) ?? []
  }

  get size(): number {
    return this.waiting.length
  }

  record(engagement: Engagement): void {
    this.waiting.push({ ...engagement, id: uuidv7(), occurredAt: new Date().toISOString() })
    if (this.waiting.length > MOST_KEPT) this.waiting = this.waiting.slice(-MOST_KEPT)
    this.keep()
    this.later(FIRST_WAIT_MS)
  }

  /** Nothing of this person stays on the phone; what is under way may still arrive. */
  clear(): void {
    this.waiting = []
    this.stopTimer()
    this.keep()
  }

  /** Nothing that came by this share stays on the phone. */
  clearShare(shareCode: string): void {
    this.waiting = this.waiting.filter((event) => event.shareCode !== shareCode)
    this.keep()
  }

  /** Sends all that waits, a batch after the other. There is one sender at a time; a second call joins the first. */
  flush(): Promise<void> {
    this.sending ??= this.sendAll().finally(() => {
      this.sending = null
      if (this.waiting.length > 0) this.later(this.waitMs)
    })
    return this.sending
  }

  private async sendAll(): Promise<void> {
    this.stopTimer()
    let size: number = limits.engagementBatch
    while (this.waiting.length > 0) {
      const batch = this.waiting.slice(0, size)
      try {
        // A receipt that names none of them would have us send the same for ever.
        if (!this.settle(await this.send(batch))) return this.slowDown()
        this.waitMs = FIRST_WAIT_MS
        size = limits.engagementBatch
      } catch (failure) {
        if (!isMalformed(failure)) return this.slowDown()
        // One bad entry must not hold back the others: send ever smaller batches until it stands alone.
        if (batch.length === 1) this.remove(new Set(batch.map((event) => event.id)))
        else size = Math.ceil(batch.length / 2)
      }
    }
  }

  private slowDown(): void {
    this.waitMs = Math.min(this.waitMs * 2, LONGEST_WAIT_MS)
  }

  /** Whether the receipt settled anything that waits. */
  private settle({ accepted, duplicates, refused }: EngagementReceipt): boolean {
    const again: EngagementInput[] = []
    for (const { id, code } of refused) {
      const event = this.waiting.find((one) => one.id === id)
      // What was done stays true when only the card it came through is unknown.
      if (code === 'share_not_found' && event?.shareCode && event.kind !== 'arrived') {
        again.push({ ...event, shareCode: undefined })
      }
    }
    const settled = new Set([...accepted, ...duplicates, ...refused.map(({ id }) => id)])
    const isAny = this.waiting.some(({ id }) => settled.has(id))
    this.remove(settled, again)
    return isAny
  }

  private remove(ids: Set<string>, again: EngagementInput[] = []): void {
    this.waiting = [...again, ...this.waiting.filter((event) => !ids.has(event.id))]
    this.keep()
  }

  private keep(): void {
    save(KEY, this.waiting)
  }

  private later(waitMs: number): void {
    if (this.timer !== null || this.sending) return
    this.timer = setTimeout(() => {
      this.timer = null
      void this.flush()
    }, waitMs)
  }

  private stopTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
  }
}

function isMalformed(failure: unknown): boolean {
  return failure instanceof AppError && [400, 413, 422].includes(failure.status)
}
