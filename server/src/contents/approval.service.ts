import { Injectable } from '@nestjs/common'
import type { ContentView, DraftContent, RecallContent } from '@quanke/shared/contracts/contents'
import { CONTENT_MOVES, type ContentStatus } from '@quanke/shared/domain/content'
import { canMove } from '@quanke/shared/domain/moves'
import { REWARD_CLAUSES, rewardForPassingOn } from '@quanke/shared/domain/rewards'
import { DataSource, type EntityManager } from 'typeorm'
import type { StaffActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { InterestGroup } from '../groups/interest-group.entity'
import { approvalRefusal } from './approval.rules'
import { digestOf, textOf, wordsOf } from './content.draft'
import { Content } from './content.entity'
import { contentDetail } from './content.queries'
import { contentView } from './content.view'
import { ContentVersion } from './content-version.entity'

/** How a content comes into the library and out of it (domain rules, section 9). */
@Injectable()
export class ApprovalService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Writes a draft; the same key again is the same draft. */
  async draft(actor: StaffActor, draft: DraftContent): Promise<ContentView> {
    const at = this.clock.now()
    const text = textOf(draft)
    const digest = digestOf(text)
    await this.refuseRewards(actor, draft.key, wordsOf(text), at)
    return transact(this.db, async (tx) => {
      const made = await tx.findOneBy(Content, { creationKey: draft.key })
      if (made) return this.sameDraft(tx, actor, made, digest)
      if (draft.groupId !== undefined && !(await tx.existsBy(InterestGroup, { id: draft.groupId })))
        throw new Refused('group_not_found')

      const { topic, minutes } = draft
      const row = { creationKey: draft.key, topic, status: 'draft' as const, groupId: draft.groupId ?? null }
      const { identifiers } = await tx.insert(Content, { ...row, currentVersion: 1, createdAt: at })
      const id = String(identifiers[0]!.id)
      const version = { contentId: id, version: 1, minutes, digest, writtenByStaffId: actor.staffId, writtenAt: at }
      await tx.insert(ContentVersion, { ...text, ...version })
      await audit(tx, actor, 'content.drafted', { kind: 'content', id }, at, { version: 1 })
      return this.view(tx, actor, id)
    })
  }

  /** Hands a draft in for approval. */
  submit(actor: StaffActor, contentId: string): Promise<ContentView> {
    return this.move(actor, contentId, 'submitted', (tx, { status }) =>
      this.change(tx, contentId, status, { status: 'submitted' }),
    )
  }

  /** Publishes a submitted content. The writer cannot be the one who approves. */
  approve(actor: StaffActor, contentId: string): Promise<ContentView> {
    return this.move(actor, contentId, 'published', async (tx, { status, currentVersion }, at) => {
      const key = { contentId, version: currentVersion }
      const { writtenByStaffId } = await tx.findOneByOrFail(ContentVersion, key)
      const refusal = approvalRefusal({ status, writtenByStaffId, approverStaffId: actor.staffId })
      if (refusal) throw new Refused(refusal)
      await tx.update(ContentVersion, key, { approvedByStaffId: actor.staffId, approvedAt: at })
      await this.change(tx, contentId, status, { status: 'published', publishedAt: at })
    })
  }

  /** Takes a published content back: wherever it was shared, the notice stands in its place. */
  recall(actor: StaffActor, contentId: string, { reason }: RecallContent): Promise<ContentView> {
    return this.move(actor, contentId, 'recalled', (tx, { status }, at) =>
      this.change(tx, contentId, status, { status: 'recalled', recalledAt: at, recalledReason: reason }),
    )
  }

  /** A promise of a benefit for passing on is refused with its clause, and compliance finds the attempt in the log. */
  private async refuseRewards(actor: StaffActor, key: string, words: string, at: Date): Promise<void> {
    const promise = rewardForPassingOn(words)
    if (!promise) return
    await audit(this.db.manager, actor, 'reward.refused', { kind: 'content', id: key }, at, { ...promise })
    const message = `「${promise.word}」：${REWARD_CLAUSES[promise.clause]}`
    throw new Refused('reward_forbidden', [{ field: 'blocks', message }])
  }

  /** Moving to where it already is changes nothing: the same act twice is the act once. */
  private move(
    actor: StaffActor,
    contentId: string,
    to: ContentStatus,
    act: (tx: EntityManager, content: Content, at: Date) => Promise<void>,
  ): Promise<ContentView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const content = await tx.findOne(Content, { where: { id: contentId }, lock: { mode: 'pessimistic_write' } })
      if (!content) throw new Refused('content_not_found')
      if (content.status === to) return this.view(tx, actor, contentId)
      await act(tx, content, at)
      const detail = { from: content.status, version: content.currentVersion }
      await audit(tx, actor, `content.${to}`, { kind: 'content', id: contentId }, at, detail)
      return this.view(tx, actor, contentId)
    })
  }

  private async change(
    tx: EntityManager,
    id: string,
    from: ContentStatus,
    to: Partial<Content> & { status: ContentStatus },
  ): Promise<void> {
    if (!canMove(CONTENT_MOVES, from, to.status)) throw new Refused('content_state_wrong')
    await tx.update(Content, { id }, to)
  }

  private async sameDraft(tx: EntityManager, actor: StaffActor, { id }: Content, digest: string): Promise<ContentView> {
    const first = await tx.findOneByOrFail(ContentVersion, { contentId: id, version: 1 })
    if (first.digest !== digest || first.writtenByStaffId !== actor.staffId) throw new Refused('key_reused')
    return this.view(tx, actor, id)
  }

  private async view(tx: EntityManager, actor: StaffActor, id: string): Promise<ContentView> {
    const content = await contentDetail(tx, actor.accountId, id)
    if (!content) throw new Refused('content_not_found')
    return contentView(content, null, actor)
  }
}
