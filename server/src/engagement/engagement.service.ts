import { Injectable } from '@nestjs/common'
import { EngagementInput, type EngagementReceipt, type RecordEngagements } from '@quanke/shared/contracts/engagement'
import { refusalText, type Refusal } from '@quanke/shared/domain/refusal'
import { isUUID } from 'class-validator'
import type { Actor } from '../core/actor'
import { Clock } from '../core/clock'
import { compiled } from '../core/compiled'
import { businessDay } from '../core/days'
import { Metrics } from '../core/metrics'
import { Refused } from '../core/refused'
import { EngagementFacts } from './engagement-facts'
import { clockCorrection, engagementRefusal } from './engagement.rules'
import { EngagementWriter, type JudgedEngagement } from './engagement.writer'

type Judged = { id: string; stored: JudgedEngagement } | { id: string; refusal: Refusal }

const isWellFormed = compiled(EngagementInput)

@Injectable()
export class EngagementService {
  constructor(
    private readonly facts: EngagementFacts,
    private readonly writer: EngagementWriter,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  /** Stores a batch. What the receipt calls accepted or duplicate is committed, once; what it refuses must not be sent again. */
  async record(actor: Actor, { events, sentAt }: RecordEngagements): Promise<EngagementReceipt> {
    const judged = await this.judge(actor, events, sentAt === undefined ? null : new Date(sentAt))
    const good = judged.filter((one) => 'stored' in one)
    const results =
      good.length === 0
        ? []
        : await this.writer.write(
            actor.accountId,
            good.map(({ stored }) => stored),
          )
    const receipt: EngagementReceipt = { accepted: [], duplicates: [], refused: [] }
    const refuse = (id: string, code: Refusal) => receipt.refused.push({ id, code, message: refusalText(code) })
    for (const one of judged) if ('refusal' in one) refuse(one.id, one.refusal)
    good.forEach(({ id }, index) => {
      const result = results[index]
      if (result === 'accepted') receipt.accepted.push(id)
      else if (result === 'duplicate') receipt.duplicates.push(id)
      else refuse(id, result === 'closed' ? 'referral_closed' : 'key_reused')
    })
    this.count(receipt)
    return receipt
  }

  private async judge(actor: Actor, raw: readonly unknown[], sentAt: Date | null): Promise<Judged[]> {
    const wellFormed = raw.map((event) => isWellFormed(event))
    raw.forEach((event, index) => {
      if (!wellFormed[index] && !isUUID((event as { id?: unknown }).id))
        throw new Refused('invalid_request', [{ field: `events.${index}.id`, message: '缺少有效的编号' }])
    })
    const events = raw as readonly EngagementInput[]
    const valid = events.filter((_, index) => wellFormed[index])
    const [shares, isKnown] = await Promise.all([
      this.facts.sharesOf(valid),
      this.facts.knownSubjects(valid, actor.accountId),
    ])
    const now = this.clock.now()
    const correction = clockCorrection(sentAt, now)
    return events.map((event, index): Judged => {
      if (!wellFormed[index]) return { id: event.id, refusal: 'invalid_request' }
      const occurredAt = new Date(Date.parse(event.occurredAt) + correction)
      const refusal = engagementRefusal({ occurredAt, now, isSubjectKnown: isKnown(event) })
      if (refusal) return { id: event.id, refusal }
      const share = event.shareCode === undefined ? null : (shares.get(event.shareCode) ?? null)
      return { id: event.id, stored: judgedEngagement(event, actor.accountId, share, occurredAt, now) }
    })
  }

  private count({ accepted, duplicates, refused }: EngagementReceipt): void {
    this.metrics.engagements.inc({ result: 'accepted' }, accepted.length)
    this.metrics.engagements.inc({ result: 'duplicate' }, duplicates.length)
    this.metrics.engagements.inc({ result: 'refused' }, refused.length)
  }
}

function judgedEngagement(
  event: EngagementInput,
  accountId: string,
  share: JudgedEngagement['share'],
  occurredAt: Date,
  receivedAt: Date,
): JudgedEngagement {
  const { kind, subject } = event
  return {
    id: event.id.replaceAll('-', '').toLowerCase(),
    accountId,
    kind,
    subject,
    subjectId: event.subjectId ?? null,
    share,
    seconds: event.seconds ?? null,
    percent: event.percent ?? null,
    scene: event.scene ?? null,
    occurredAt,
    day: businessDay(occurredAt),
    receivedAt,
  }
}
