import { Injectable } from '@nestjs/common'
import type { EngagementInput } from '@quanke/shared/contracts/engagement'
import type { ClientEngagementSubject } from '@quanke/shared/domain/engagement'
import { LRUCache } from 'lru-cache'
import { DataSource } from 'typeorm'
import type { Share } from '../shares/share.entity'

/** What ingestion has to know of a share. */
export type KnownShare = Pick<Share, 'id' | 'code' | 'agentId' | 'sharerAccountId'>

interface ShareRow extends KnownShare {
  subject: string
  referralStatus: string | null
  referrerAccountId: string | null
  friendAccountId: string | null
}

/** Drafts and other people's cards are nothing: an engagement on one tells no more than one on a made-up id. */
const SUBJECTS: Record<Exclude<ClientEngagementSubject, 'app'>, string> = {
  content: 'SELECT id FROM contents WHERE publishedAt IS NOT NULL AND id IN (?)',
  group: 'SELECT id FROM interest_groups WHERE id IN (?)',
  agent: 'SELECT id FROM agents WHERE id IN (?)',
  referral: 'SELECT id FROM referrals WHERE id IN (?) AND referrerAccountId = ?',
}
const CLOSED = new Set(['declined', 'expired', 'withdrawn'])

/**
 * The shares and subjects that engagements name. Both are made once and never change or go away, so what was found may be remembered; what was not
 * found is asked again each time.
 */
@Injectable()
export class EngagementFacts {
  private readonly shares = new LRUCache<string, KnownShare>({ max: 20_000 })
  private readonly subjects = new LRUCache<string, true>({ max: 50_000 })

  constructor(private readonly db: DataSource) {}

  /** The known ones among these share codes, and which of them are closed to this person. */
  async sharesOf(
    events: readonly EngagementInput[],
    accountId: string,
  ): Promise<{ known: Map<string, KnownShare>; closed: Set<string> }> {
    const codes = [...new Set(events.map(({ shareCode }) => shareCode).filter((code) => code !== undefined))]
    const known = new Map<string, KnownShare>()
    const closed = new Set<string>()
    for (const code of codes) {
      const share = this.shares.get(code)
      if (share) known.set(code, share)
    }
    const unknown = codes.filter((code) => !known.has(code))
    for (const row of await this.readShares(unknown)) {
      const { id, code, agentId, sharerAccountId } = row
      known.set(code, { id, code, agentId, sharerAccountId })
      // A referral card closes one day; everything else about a share stays.
      if (row.subject !== 'referral') this.shares.set(code, { id, code, agentId, sharerAccountId })
      else if (
        CLOSED.has(row.referralStatus ?? '') &&
        ![row.referrerAccountId, row.friendAccountId].includes(accountId)
      )
        closed.add(code)
    }
    return { known, closed }
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

  private async readShares(codes: readonly string[]): Promise<ShareRow[]> {
    if (codes.length === 0) return []
    return this.db.query<ShareRow[]>(
      `SELECT s.id, s.code, s.agentId, s.sharerAccountId, s.subject, r.status referralStatus, r.referrerAccountId, f.id friendAccountId
         FROM shares s
         LEFT JOIN referrals r ON s.subject = 'referral' AND r.id = s.subjectId
         LEFT JOIN wechat_accounts f ON f.recordId = r.friendRecordId
        WHERE s.code IN (?)`,
      [codes],
    )
  }
}
