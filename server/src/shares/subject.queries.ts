import type { ContentStatus } from '@quanke/shared/domain/content'
import type { EventStatus } from '@quanke/shared/domain/event'
import type { Refusal } from '@quanke/shared/domain/refusal'
import type { ShareSubject } from '@quanke/shared/domain/share'
import type { EntityManager } from 'typeorm'
import { Refused } from '../core/refused'

const EXISTS: Record<Exclude<ShareSubject, 'content' | 'event'>, string> = {
  group: 'SELECT id FROM interest_groups WHERE id = ?',
  agent: "SELECT id FROM agents WHERE id = ? AND status = 'active'",
  referral: 'SELECT id FROM referrals WHERE id = ?',
}

/** Whether there is such a thing to share now; refuses otherwise. Contents are shared in their approved version only. */
export async function subjectOf(
  tx: EntityManager,
  subject: ShareSubject,
  id: string,
): Promise<{ contentVersion: number | null }> {
  if (subject === 'event') {
    const [event] = await tx.query<{ status: EventStatus; approvedVersion: number | null }[]>(
      'SELECT status, approvedVersion FROM events WHERE id = ?',
      [id],
    )
    if (event?.approvedVersion == null) throw new Refused('subject_not_found')
    if (event.status === 'cancelled') throw new Refused('event_cancelled')
    return { contentVersion: null }
  }
  if (subject !== 'content') {
    const [found] = await tx.query<{ id: string }[]>(EXISTS[subject], [id])
    if (!found) throw new Refused('subject_not_found')
    return { contentVersion: null }
  }
  const [content] = await tx.query<{ status: ContentStatus; currentVersion: number }[]>(
    'SELECT status, currentVersion FROM contents WHERE id = ?',
    [id],
  )
  const refusal = contentShareRefusal(content?.status ?? null)
  if (refusal) throw new Refused(refusal)
  return { contentVersion: content!.currentVersion }
}

function contentShareRefusal(status: ContentStatus | null): Refusal | null {
  if (status === 'published') return null
  if (status === 'recalled') return 'content_recalled'
  // Drafts look like nothing at all to those who may not see them.
  return 'subject_not_found'
}
