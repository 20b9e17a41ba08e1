import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { fromJson } from '../core/json'
import { transact } from '../core/transact'
import { Wechat } from '../core/wechat/wechat.api'
import { WechatError } from '../core/wechat/wechat.error'

/** Checks the words of a request before members of a group may read them (domain rules, section 8). */
@Injectable()
export class CheckWords {
  constructor(
    private readonly db: DataSource,
    private readonly wechat: Wechat,
    private readonly clock: Clock,
  ) {}

  /** Lets the words pass or holds them back. What WeChat cannot judge is held back: the agent still reads it. */
  async ofRequest(requestId: string): Promise<void> {
    const [request] = await this.db.query<{ words: string; answers: unknown; version: number; openid: string }[]>(
      `SELECT q.words, q.answers, q.version, a.openid FROM referral_requests q JOIN wechat_accounts a ON a.id = q.accountId
        WHERE q.id = ? AND q.wordsReview = 'pending'`,
      [requestId],
    )
    if (!request) return
    const { review, label } = await this.judge(request.openid, textOf(request))
    const at = this.clock.now()
    await transact(this.db, async (tx) => {
      // What was edited meanwhile has a check of its own to come.
      await tx.query(
        "UPDATE referral_requests SET wordsReview = ? WHERE id = ? AND version = ? AND wordsReview = 'pending'",
        [review, requestId, request.version],
      )
      await audit(tx, { requestId: 'outbox' }, `request.words-${review}`, { kind: 'request', id: requestId }, at, {
        label,
      })
    })
  }

  private async judge(openid: string, content: string): Promise<{ review: 'passed' | 'held'; label: number }> {
    try {
      const { suggestion, label } = await this.wechat.checkText({ openid, scene: 'forum', content })
      return { review: suggestion === 'pass' ? 'passed' : 'held', label }
    } catch (error) {
      if (error instanceof WechatError && error.kind === 'permanent')
        return { review: 'held', label: error.errcode ?? 0 }
      throw error
    }
  }
}

/** All that members would read: the words, and what was written as answers. */
function textOf({ words, answers }: { words: string; answers: unknown }): string {
  const given = fromJson<{ answer: string }[] | null>(answers) ?? []
  return [words, ...given.map(({ answer }) => answer)].join('\n')
}
