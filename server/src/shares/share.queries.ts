import { SHARE_CODE } from '@quanke/shared/domain/share'
import type { DataSource, EntityManager } from 'typeorm'
import type { Share } from './share.entity'

type Db = DataSource | EntityManager

/** A share by its code, or null. Malformed and unknown codes are the same. */
export async function shareByCode(db: Db, code: string): Promise<Share | null> {
  return (await sharesByCode(db, [code])).get(code) ?? null
}

/**
 * Like `shareByCode`, but a referral card that is over ties nobody to it any more: who turned one down is not known to have seen it. A private one
 * ties only those to it who proved to have it.
 */
export async function liveShareByCode(db: Db, code: string, accountId: string): Promise<Share | null> {
  const share = await shareByCode(db, code)
  if (share?.subject !== 'referral') return share
  const [live] = await db.query<{ id: string }[]>(
    `SELECT f.id FROM referrals f WHERE f.shareId = ? AND f.status NOT IN ('declined', 'expired', 'withdrawn')
        AND (COALESCE(f.sentAs, '') <> 'private' OR f.referrerAccountId = ?
             OR EXISTS (SELECT 1 FROM referral_addressees d WHERE d.referralId = f.id AND d.accountId = ?))`,
    [share.id, accountId, accountId],
  )
  return live ? share : null
}

/**
 * The share through which somebody comes to something that is no referral. A referral's card leads to its own page and nowhere else: of whoever turns it
 * down nothing may be left, and what a person joins stays.
 */
export async function leadingShare(db: Db, code: string | undefined, accountId: string): Promise<Share | null> {
  const share = code === undefined ? null : await liveShareByCode(db, code, accountId)
  return share?.subject === 'referral' ? null : share
}

/** Shares by their codes. What cannot be a code is not even asked for: the column compares with nothing but ASCII. */
export async function sharesByCode(db: Db, codes: readonly string[]): Promise<Map<string, Share>> {
  const possible = codes.filter((code) => SHARE_CODE.test(code))
  if (possible.length === 0) return new Map()
  const rows = await db.query<Share[]>('SELECT * FROM shares WHERE code IN (?)', [possible])
  return new Map(rows.map((row) => [row.code, row]))
}

/** The titles of what these shares pass on, by share id. */
export async function shareTitles(db: Db, shareIds: readonly string[]): Promise<Map<string, string>> {
  if (shareIds.length === 0) return new Map()
  const rows = await db.query<{ id: string; title: string | null }[]>(
    `SELECT s.id, COALESCE(v.title, g.name, w.title, a.name, r.title) title
       FROM shares s
       LEFT JOIN content_versions v ON s.subject = 'content' AND v.contentId = s.subjectId AND v.version = s.contentVersion
       LEFT JOIN interest_groups g ON s.subject = 'group' AND g.id = s.subjectId
       LEFT JOIN events e ON s.subject = 'event' AND e.id = s.subjectId
       LEFT JOIN event_versions w ON w.eventId = e.id AND w.version = e.approvedVersion
       LEFT JOIN agents a ON s.subject = 'agent' AND a.id = s.subjectId
       LEFT JOIN (SELECT f.id, CONCAT(g2.name, '的推荐卡') title FROM referrals f JOIN agents g2 ON g2.id = f.agentId) r
              ON s.subject = 'referral' AND r.id = s.subjectId
      WHERE s.id IN (?)`,
    [shareIds],
  )
  return new Map(rows.map(({ id, title }) => [id, title ?? '']))
}

/** The chain of a share from its root down to itself. Chains are short, so each step is one look-up by primary key. */
export async function chainOf(db: Db, shareId: string | null): Promise<Share[]> {
  const chain: Share[] = []
  for (let next = shareId; next !== null && chain.length < 64;) {
    const rows: Share[] = await db.query('SELECT * FROM shares WHERE id = ?', [next])
    const share = rows[0]
    if (!share) break
    chain.unshift(share)
    next = share.parentId
  }
  return chain
}
