import { setImmediate as nextTurn } from 'node:timers/promises'
import { Injectable, type OnApplicationShutdown } from '@nestjs/common'
import { BulkDatabase, type BulkTransaction } from '../core/bulk-database'
import { literal } from '../core/literals'
import { Refused } from '../core/refused'
import { appendStatements, LOCK_HEAD } from '../provenance/append'
import { arrivalNews, KnownArrivals, loggedTouchesStatement, type LoggedTouch } from '../provenance/arrivals'
import type { ProvenanceHead } from '../provenance/head.entity'
import {
  lockingStatements,
  tiesOf,
  type AccountTie,
  type LockedAccount,
  type LockedRecord,
} from './account-tie.queries'
import { readingsStatement, touchesOf, touchesStatement } from './reached'
import { insertion, type StoredEngagement } from './stored-engagement'
import { totalsStatement } from './totals'
import { closedCardsStatement, closedTo, type ClosedCard } from './closed-cards'
import type { KnownShare } from './engagement-facts'
import { Lanes } from './lanes'

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

/**
 * Writes engagements, exactly once each. Requests that come while a transaction commits share the next one (group commit), so a busy server pays for
 * few commits; a quiet one waits for nobody. The promise resolves after the commit.
 */
@Injectable()
export class EngagementWriter implements OnApplicationShutdown {
  private readonly lanes = new Lanes<Submission>()
  private readonly running = new Set<Promise<void>>()
  private starting: Promise<void> | null = null
  private readonly arrivals = new KnownArrivals()

  constructor(private readonly db: BulkDatabase) {}

  /**
   * Stores what is new, and says of each what became of it: `taken` means that somebody else's engagement has this id, `closed` that it came by a
   * referral card that is over. Refuses the whole of it when the account was forgotten meanwhile.
   */
  write(accountId: string, engagements: JudgedEngagement[]): Promise<Written[]> {
    return new Promise((resolve, reject) => {
      this.lanes.add({ accountId, engagements, resolve, reject })
      // Whoever was answered in this turn has something to write in it, too: the transaction is for all of them.
      this.starting ??= nextTurn().then(() => this.start())
    })
  }

  async onApplicationShutdown(): Promise<void> {
    await this.starting
    while (this.running.size > 0) await Promise.all(this.running)
    await this.db.close()
  }

  private start(): void {
    this.starting = null
    for (let next = this.lanes.next(); next; next = this.lanes.next()) {
      const { group, done } = next
      const running = this.commit(group).then(() => {
        this.running.delete(running)
        done()
        this.start()
      })
      this.running.add(running)
    }
  }

  private async commit(group: Submission[]): Promise<void> {
    try {
      const results = await this.db.transact((tx) => store(tx, group, this.arrivals))
      group.forEach(({ resolve }, index) => resolve(results[index]!))
    } catch (error) {
      // One bad submission must not fail its neighbours: each is tried by itself.
      if (group.length === 1) group[0]!.reject(error)
      else for (const submission of group) await this.commit([submission])
    }
  }
}

async function store(tx: BulkTransaction, group: Submission[], arrivals: KnownArrivals): Promise<Written[][]> {
  const [closed, logged] = [closedCardsStatement(sharesOf(group)), loggedStatement(group, arrivals)]
  const [accounts, records, ...more] = await tx.begin([
    ...lockingStatements([...new Set(group.map(({ accountId }) => accountId))]),
    ...closed,
    ...logged,
  ])
  const ties = tiesOf(accounts as LockedAccount[], records as LockedRecord[])
  if (group.some(({ accountId }) => !ties.has(accountId))) throw new Refused('sign_in_required')
  const isClosedTo = closedTo(closed.length > 0 ? (more.shift() as ClosedCard[]) : [])
  const touches = logged.length > 0 ? (more.shift() as LoggedTouch[]) : []
  // Hardly ever is anything sent twice: only when the database says so is it asked what it has.
  const judgement = judge(group, ties, isClosedTo, new Map())
  const written = write(tx, judgement, touches, arrivals)
  if (await written.then(() => true, unlessDuplicate)) return judgement.results
  await tx.undo()
  const second = judge(group, ties, isClosedTo, await holdersOf(tx, group))
  await write(tx, second, touches, arrivals)
  return second.results
}

/** Everything that new engagements change, in the order in which all writers touch it; the log of sources, in which all queue, is the last. */
async function write(
  tx: BulkTransaction,
  { rows, fresh }: Judgement,
  logged: readonly LoggedTouch[],
  arrivals: KnownArrivals,
): Promise<void> {
  if (rows.length === 0) return tx.commit([])
  const touches = touchesOf(fresh)
  const statements = [insertion(rows), ...touchesStatement(touches), ...readingsStatement(rows), totalsStatement(rows)]
  const news = arrivalNews(touches.filter(arrivals.mayBeNews), logged)
  if (news.entries.length === 0) await tx.commit(statements)
  else {
    const answers = await tx.write([...statements, ...news.statements, LOCK_HEAD])
    const [head] = answers.at(-1) as ProvenanceHead[]
    await tx.commit(appendStatements(head, news.entries))
  }
  arrivals.remember(news.touches)
}

/** Asks what the log of sources says of those whom shares may have reached for the first time; nothing when there are none. */
function loggedStatement(group: readonly Submission[], arrivals: KnownArrivals): string[] {
  const isUnsure = ({ accountId, share, occurredAt, scene }: JudgedEngagement): boolean =>
    share !== null && arrivals.mayBeNews({ accountId, shareId: share.id, firstAt: occurredAt, scene })
  const unsure = touchesOf(
    group.flatMap(({ engagements }) => engagements.filter(isUnsure).map((row) => ({ row, share: row.share }))),
  )
  return unsure.length > 0 ? [loggedTouchesStatement(unsure)] : []
}

const sharesOf = (group: readonly Submission[]): (KnownShare | null)[] =>
  group.flatMap(({ engagements }) => engagements.map(({ share }) => share))

interface Judgement {
  results: Written[][]
  fresh: { row: StoredEngagement; share: KnownShare | null }[]
  rows: StoredEngagement[]
}

/** What becomes of each engagement, given who holds which id already. */
function judge(
  group: readonly Submission[],
  ties: ReadonlyMap<string, AccountTie>,
  isClosedTo: ReturnType<typeof closedTo>,
  stored: ReadonlyMap<string, string>,
): Judgement {
  const holders = new Map(stored)
  const fresh: Judgement['fresh'] = []
  const results = group.map(({ accountId, engagements }) =>
    engagements.map((engagement): Written => {
      const holder = holders.get(engagement.id)
      if (holder !== undefined) return holder === accountId ? 'duplicate' : 'taken'
      if (isClosedTo(accountId, engagement.share)) return 'closed'
      holders.set(engagement.id, accountId)
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

async function holdersOf(tx: BulkTransaction, group: readonly Submission[]): Promise<Map<string, string>> {
  const ids = group.flatMap(({ engagements }) => engagements.map(({ id }) => literal.bytes(id)))
  const rows = await tx.rows<{ id: string; accountId: string }>(
    `SELECT LOWER(HEX(id)) id, accountId FROM engagements WHERE id IN (${ids.join(',')})`,
  )
  return new Map(rows.map(({ id, accountId }) => [id, accountId]))
}

function rowOf(engagement: JudgedEngagement, tie: AccountTie | undefined): StoredEngagement {
  const { id, accountId, kind, subject, subjectId, share, seconds, percent, scene, occurredAt, day, receivedAt } =
    engagement
  const { recordId = null, agentId = null } = tie ?? {}
  const shareId = share?.id ?? null
  return { id, accountId, recordId, agentId, kind, subject, subjectId, shareId, seconds, percent, scene, occurredAt, day, receivedAt } // prettier-ignore
}
