import { Injectable } from '@nestjs/common'
import type { EngagementInput } from '@quanke/shared/contracts/engagement'
import type { ClientEngagementSubject } from '@quanke/shared/domain/engagement'
import { LRUCache } from 'lru-cache'
import { DataSource } from 'typeorm'
import type { Share } from '../shares/share.entity'
import { sharesByCode } from '../shares/share.queries'

/** What ingestion has to know of a share. */
export type KnownShare = Pick<Share, 'id' | 'agentId' | 'sharerAccountId' | 'subject'>

/** Drafts and other people's cards are nothing: an engagement on one tells no more than one on a made-up id. */
const SUBJECTS: Record<Exclude<ClientEngagementSubject, 'app'>, string> = {
  content: 'SELECT id FROM contents WHERE publishedAt IS NOT NULL AND id IN (?)',
  group: 'SELECT id FROM interest_groups WHERE id IN (?)',
  event: 'SELECT id FROM events WHERE approvedVersion IS NOT NULL AND id IN (?)',
  agent: 'SELECT id FROM agents WHERE id IN (?)',
  referral: 'SELECT id FROM referrals WHERE id IN (?) AND referrerAccountId = ?',
}

/**
 * The shares and subjects that engagements name. Both are made once and never change or go away, so what was found may be remembered; what was not
 * found is asked again each time.
 */
@Injectable()
export class EngagementFacts {
  private readonly shares = new LRUCache<string, KnownShare>({ max: 20_000 })
  private readonly subjects = new LRUCache<string, true>({ max: 50_000 })

  constructor(private readonly db: DataSource) {}

  /** The known ones among the share codes of these events, by code. */
  async sharesOf(events: readonly EngagementInput[]): Promise<Map<string, KnownShare>> {
    const codes = [...new Set(events.map(({ shareCode }) => shareCode).filter((code) => code !== undefined))]
    const unknown = codes.filter((code) => !this.shares.has(code))
    for (const [code, { id, agentId, sharerAccountId, subject }] of await sharesByCode(this.db, unknown))
      this.shares.set(code, { id, agentId, sharerAccountId, subject })
    const known = new Map<string, KnownShare>()
    for (const code of codes) {
      const share = this.shares.get(code)
      if (share) known.set(code, share)
    }
    return known
  }

  /** Which of the events name a subject that exists for this person. */
  async knownSubjects(
    events: readonly EngagementInput[],
    accountId: string,
  ): Promise<(event: EngagementInput) => boolean> {
    const keyOf = (subject: string, id: string) => `${subject} ${id}${subject === 'referral' ? ` of ${accountId}` : ''}`
    for (const [subject, known] of Object.entries(SUBJECTS)) {
      const asked = events.filter((event) => event.subject === subject && event.subjectId !== undefined)
      const ids = [...new Set(asked.map((event) => event.subjectId!))].filter(
        (id) => !this.subjects.has(keyOf(subject, id)),
      )
      if (ids.length === 0) continue
      const rows = await this.db.query<{ id: string }[]>(known, [ids, accountId])
      for (const { id } of rows) this.subjects.set(keyOf(subject, id), true)
    }
    return ({ subject, subjectId }) =>
      subject === 'app' ? subjectId === undefined : this.subjects.has(keyOf(subject, String(subjectId)))
  }
}
