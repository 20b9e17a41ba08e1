import { Injectable } from '@nestjs/common'
import type { Page } from '@quanke/shared/contracts/common'
import type {
  MergeClients,
  MergePair,
  MergePreviewView,
  MergeSideView,
  MergesQuery,
  MergeView,
} from '@quanke/shared/contracts/merges'
import { MERGE_UNDO_DAYS, MERGE_WARNINGS, type MergeWarning } from '@quanke/shared/domain/merge'
import { DataSource, type EntityManager } from 'typeorm'
import { clientDetail } from '../clients/client.queries'
import type { AgentActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { PAGE_SIZE, cursorOf, idIn, instantIn, pageOf, readCursor } from '../core/cursor'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { lockAccount } from '../identity/lock-account'
import { differencesOf } from './differences'
import { lockRecords } from './lock-records'
import { mergeFacts, recordSide } from './merge-facts.queries'
import { mergeRecords } from './merge-records'
import { mergePlan, mergeRefusal, undoRefusal, type RecordSide } from './merge.rules'
import { countViews, hasOpenCase, mergeSides, merges, mergeViews, mergeWithKey } from './merge.queries'
import { undoMerge } from './undo-merge'

type Db = DataSource | EntityManager

/** Merging two records of one person by hand, and parting them again (domain rules, section 3.6). */
@Injectable()
export class MergesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** What a merge of these two would do; it does exactly that. */
  async preview(actor: AgentActor, pair: MergePair): Promise<MergePreviewView> {
    const now = this.clock.now()
    const [survivor, merged] = await this.decided(this.db, actor, pair)
    const plan = mergePlan(await mergeFacts(this.db, survivor, merged, now))
    for (const { id } of [survivor, merged])
      await audit(this.db.manager, actor, 'client.merge-viewed', { kind: 'client', id }, now)
    const sides = await mergeSides(this.db, [survivor.id, merged.id])
    const [stays, goes] = [sides.get(survivor.id)!, sides.get(merged.id)!]
    const { kinds, mark } = await differencesOf(this.db, survivor.id, merged.id)
    return {
      survivor: stays,
      merged: goes,
      moves: countViews(plan.counts),
      ownerChange: plan.ownerChange && { from: goes.ownerName, to: stays.ownerName },
      takesPhone: plan.takesPhone,
      warnings: kinds.map((kind) => ({ kind, sentence: warningWords(kind, stays, goes) })),
      differences: mark,
      undoDays: MERGE_UNDO_DAYS,
    }
  }

  /** Merges two records; where they differ, only for whoever confirms having seen just that. The same key again is the same merge. */
  async merge(actor: AgentActor, { key, reason, confirmed, ...pair }: MergeClients): Promise<MergeView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      await lockAccount(tx, actor.accountId)
      const made = await mergeWithKey(tx, key)
      if (made) return this.sameMerge(tx, actor, made.id, { key, reason, ...pair })
      await lockRecords(tx, [pair.survivorId, pair.mergedId])
      await this.decided(tx, actor, pair)
      const { mark } = await differencesOf(tx, pair.survivorId, pair.mergedId)
      if (mark !== null && mark !== confirmed) throw new Refused('merge_not_confirmed')
      const id = await mergeRecords(tx, { ...pair, kind: 'manual', reason, key, actor, at })
      return this.view(tx, id)
    })
  }

  /** The merges in this person's sight, latest first. */
  async list(actor: AgentActor, { cursor, limit = PAGE_SIZE, clientId }: MergesQuery): Promise<Page<MergeView>> {
    const start = readCursor(cursor, 2)
    const before = start && { at: instantIn(start[0]), id: idIn(start[1]) }
    const filter = { before, limit: limit + 1, ...(clientId === undefined ? {} : { clientId }) }
    const rows = await merges(this.db, actor, filter)
    const views = await mergeViews(this.db, rows, this.clock.now())
    return pageOf(
      views,
      limit,
      ({ at, id }) => cursorOf(new Date(at), id),
      (view) => view,
    )
  }

  /** Parts two records again. Doing it twice is doing it once. */
  async undo(actor: AgentActor, id: string, reason: string): Promise<MergeView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      await lockAccount(tx, actor.accountId)
      const [found] = await merges(tx, actor, { id, before: null, limit: 1 })
      if (!found) throw new Refused('merge_not_found')
      await lockRecords(tx, [found.survivorRecordId, found.mergedRecordId])
      const [merge] = await merges(tx, actor, { id, before: null, limit: 1 })
      if (!merge) throw new Refused('merge_not_found')
      if (merge.undoneAt === null) {
        const refusal = undoRefusal({ ...merge, now: at })
        if (refusal) throw new Refused(refusal)
        await undoMerge(tx, { merge, reason, actor, at })
      }
      return this.view(tx, id)
    })
  }

  /** Both records, when this person may merge them. */
  private async decided(db: Db, actor: AgentActor, { survivorId, mergedId }: MergePair) {
    const [survivor, merged] = [await this.side(db, actor, survivorId), await this.side(db, actor, mergedId)]
    const isWaiting = survivor && merged ? await hasOpenCase(db, survivorId, mergedId) : false
    const refusal = mergeRefusal(survivor, merged, isWaiting)
    if (refusal) throw new Refused(refusal)
    return [survivor!, merged!] as const
  }

  private async side(db: Db, actor: AgentActor, id: string): Promise<RecordSide | null> {
    return (await clientDetail(db, actor, id)) && recordSide(db, id)
  }

  private async sameMerge(tx: EntityManager, actor: AgentActor, id: string, asked: MergeClients): Promise<MergeView> {
    const [made] = await merges(tx, actor, { id, before: null, limit: 1 })
    const isSame =
      made?.byAccountId === actor.accountId &&
      made.survivorRecordId === asked.survivorId &&
      made.mergedRecordId === asked.mergedId &&
      made.reason === asked.reason
    if (!isSame) throw new Refused('key_reused')
    return this.view(tx, id)
  }

  /** What came of it, also where the client is in nobody's sight any more: parting may leave a record to which nobody consents. */
  private async view(tx: EntityManager, id: string): Promise<MergeView> {
    const [view] = await mergeViews(tx, await merges(tx, null, { id, before: null, limit: 1 }), this.clock.now())
    if (!view) throw new Refused('merge_not_found')
    return view
  }
}

const warningWords = (kind: MergeWarning, stays: MergeSideView, goes: MergeSideView): string =>
  kind === 'names' ? `${MERGE_WARNINGS.names}：「${stays.displayName}」和「${goes.displayName}」` : MERGE_WARNINGS[kind]
