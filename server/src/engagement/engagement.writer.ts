import { Injectable, type OnApplicationShutdown } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { lockTies, type AccountTie } from './account-tie.queries'
import { addToReadings, addToTouches } from './reached'
import { insertEngagements, type StoredEngagement } from './stored-engagement'
import { addToTotals } from './totals'
import type { KnownShare } from './engagement-facts'

/** An engagement that passed its checks; to whom it belongs is decided under the lock. */
export interface JudgedEngagement extends Omit<StoredEngagement, 'recordId' | 'agentId' | 'shareId'> {
  share: KnownShare | null
}

export type Written = 'accepted' | 'duplicate' | 'taken' | 'closed'

interface Submission {
  accountId: string
  engagements: JudgedEngagement[]
  resolve: (results: Written[]) => void
  reject: (error: unknown) => void
}

/** One transaction carries this many engagements at most. */
const MOST_AT_ONCE = 2000

/**
 * Writes engagements, exactly once each. Requests that come while a transaction commits share the next one (group commit), so a busy server pays for
 * few commits; a quiet one waits for nobody. One transaction at a time: two side by side were measured to cost more and to store no more. The promise
 * resolves after the commit.
 */
@Injectable()
export class EngagementWriter implements OnApplicationShutdown {
  private queue: Submission[] = []
  private running: Promise<void> | null = null

  constructor(private readonly db: DataSource) {}

  /**
   * Stores what is new, and says of each what became of it: `taken` means that somebody else's engagement has this id, `closed` that it came by a
   * referral card that is over. Refuses the whole of it when the account was forgotten meanwhile.
   */
  write(accountId: string, engagements: JudgedEngagement[]): Promise<Written[]> {
    return new Promise((resolve, reject) => {
      this.queue.push({ accountId, engagements, resolve, reject })
      this.running ??= this.drain()
    })
  }

  async onApplicationShutdown(): Promise<void> {
    await this.running
  }

  private async drain(): Promise<void> {
    while (this.queue.length > 0) await this.commit(this.takeGroup())
    // In the very step that found the queue empty: whoever comes a moment later starts anew, and is not left waiting for a run that is over.
    this.running = null
  }

  private takeGroup(): Submission[] {
    let size = 0
    const end = this.queue.findIndex(({ engagements }) => (size += engagements.length) > MOST_AT_ONCE)
    return this.queue.splice(0, end === -1 ? this.queue.length : Math.max(end, 1))
  }

  private async commit(group: Submission[]): Promise<void> {
    try {
      const results = await transact(this.db, (tx) => this.store(tx, group))
      group.forEach(({ resolve }, index) => resolve(results[index]!))
    } catch (error) {
      // One bad submission must not fail its neighbours: each is tried by itself.
      if (group.length === 1) group[0]!.reject(error)
      else for (const submission of group) await this.commit([submission])
    }
  }

  private async store(tx: EntityManager, group: Submission[]): Promise<Written[][]> {
    const ties = await lockTies(tx, [...new Set(group.map(({ accountId }) => accountId))])
    if (group.some(({ accountId }) => !ties.has(accountId))) throw new Refused('sign_in_required')
    const closed = await closedCards(tx, group)
    const isStored = ({ rows }: Judgement) => insertEngagements(tx, rows).then(() => true, unlessDuplicate)
    // Hardly ever is anything sent twice: only when the database says so is it asked what it has.
    let judgement = judge(group, ties, closed, new Map())
    if (!(await isStored(judgement))) {
      judgement = judge(group, ties, closed, await holdersOf(tx, group))
      await insertEngagements(tx, judgement.rows)
    }
    await addToTouches(tx, judgement.fresh)
    await addToReadings(tx, judgement.rows)
    await addToTotals(tx, judgement.rows)
    return judgement.results
  }
}

interface Judgement {
  results: Written[][]
  fresh: { row: StoredEngagement; share: KnownShare | null }[]
  rows: StoredEngagement[]
}

/** What becomes of each engagement, given who holds which id already. */
function judge(
  group: readonly Submission[],
  ties: ReadonlyMap<string, AccountTie>,
  closed: ReadonlySet<string>,
  stored: ReadonlyMap<string, string>,
): Judgement {
  const holders = new Map(stored)
  const fresh: Judgement['fresh'] = []
  const results = group.map(({ accountId, engagements }) =>
    engagements.map((engagement): Written => {
      const key = engagement.id.toString('hex')
      const holder = holders.get(key)
      if (holder !== undefined) return holder === accountId ? 'duplicate' : 'taken'
      if (isClosedTo(accountId, engagement.share, closed)) return 'closed'
      holders.set(key, accountId)
      fresh.push({ row: rowOf(engagement, ties.get(accountId)), share: engagement.share })
      return 'accepted'
    }),
  )
  return { results, fresh, rows: fresh.map(({ row }) => row) }
}

function unlessDuplicate(error: Error & { driverError?: { code?: string } }): false {
  if (error.driverError?.code === 'ER_DUP_ENTRY') return false
  throw error
}

async function holdersOf(tx: EntityManager, group: readonly Submission[]): Promise<Map<string, string>> {
  const ids = group.flatMap(({ engagements }) => engagements.map(({ id }) => id))
  const rows = await tx.query<{ id: Buffer; accountId: string }[]>(
    'SELECT id, accountId FROM engagements WHERE id IN (?)',
    [ids],
  )
  return new Map(rows.map(({ id, accountId }) => [id.toString('hex'), accountId]))
}

/**
 * Which of these shares are referral cards that are over. Read under the accounts' locks: who turned a card down is forgotten under the same lock,
 * so nothing of this person comes after.
 */
async function closedCards(tx: EntityManager, group: readonly Submission[]): Promise<Set<string>> {
  const cards = group.flatMap(({ engagements }) =>
    engagements.flatMap(({ share }) => (share?.subject === 'referral' ? share.id : [])),
  )
  if (cards.length === 0) return new Set()
  const rows = await tx.query<{ shareId: string }[]>(
    "SELECT shareId FROM referrals WHERE shareId IN (?) AND status IN ('declined', 'expired', 'withdrawn')",
    [[...new Set(cards)]],
  )
  return new Set(rows.map(({ shareId }) => shareId))
}

/** A card that is over stays open to the one who passed it on. */
const isClosedTo = (accountId: string, share: KnownShare | null, closed: ReadonlySet<string>): boolean =>
  share !== null && closed.has(share.id) && share.sharerAccountId !== accountId

function rowOf(engagement: JudgedEngagement, tie: AccountTie | undefined): StoredEngagement {
  const { id, accountId, kind, subject, subjectId, share, seconds, percent, scene, occurredAt, day, receivedAt } =
    engagement
  const { recordId = null, agentId = null } = tie ?? {}
  const shareId = share?.id ?? null
  return { id, accountId, recordId, agentId, kind, subject, subjectId, shareId, seconds, percent, scene, occurredAt, day, receivedAt } // prettier-ignore
}
