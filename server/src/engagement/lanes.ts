import { SIDE_BY_SIDE } from '../core/bulk-database'

/** What one request brings: engagements of one account. */
export interface Waiting {
  accountId: string
  engagements: readonly unknown[]
}

interface Lane<T> {
  queue: T[]
  size: number
  isBusy: boolean
}

/** One transaction carries this many engagements at most: the next ones are read and checked while it commits. */
const MOST_AT_ONCE = 1000
/** A lane with this many does not wait for the transaction of another lane. */
const FULL = 100

/**
 * What waits to be written, and with whom it goes. Each account has its lane, so transactions side by side meet only in the roll-ups. Little work goes
 * in one transaction for all lanes, since larger groups add up more before they touch a roll-up; lanes that are full go side by side, so that the
 * database has work while one of them commits and the next statements are made.
 */
export class Lanes<T extends Waiting> {
  private readonly lanes = Array.from({ length: SIDE_BY_SIDE }, (): Lane<T> => ({ queue: [], size: 0, isBusy: false }))

  add(one: T): void {
    const lane = this.lanes[Number(BigInt(one.accountId) % BigInt(SIDE_BY_SIDE))]!
    lane.queue.push(one)
    lane.size += one.engagements.length
  }

  /** The next group that may be written now, or null; whoever takes it says `done` when it is written. */
  next(): { group: T[]; done: () => void } | null {
    const ready = this.lanes.filter(({ queue, isBusy }) => !isBusy && queue.length > 0)
    const full = ready.filter(({ size }) => size >= FULL).sort((a, b) => b.size - a.size)[0]
    const taken = full ? [full] : this.lanes.some(({ isBusy }) => isBusy) ? [] : ready
    if (taken.length === 0) return null
    for (const lane of taken) lane.isBusy = true
    const done = (): void => {
      for (const lane of taken) lane.isBusy = false
    }
    return { group: taken.flatMap(takeGroup), done }
  }
}

function takeGroup<T extends Waiting>(lane: Lane<T>): T[] {
  let size = 0
  const end = lane.queue.findIndex(({ engagements }) => (size += engagements.length) > MOST_AT_ONCE)
  const group = lane.queue.splice(0, end === -1 ? lane.queue.length : Math.max(end, 1))
  lane.size -= group.reduce((sum, { engagements }) => sum + engagements.length, 0)
  return group
}
