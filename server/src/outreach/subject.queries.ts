import type { ContentStatus } from '@quanke/shared/domain/content'
import type { Refusal } from '@quanke/shared/domain/refusal'
import type { DataSource, EntityManager } from 'typeorm'
import type { Audience } from './audience.queries'

/** Why this article or group cannot be planned with, or null. Drafts look like nothing at all. */
export async function audienceRefusal(
  db: DataSource | EntityManager,
  { contentId, groupId }: Pick<Audience, 'contentId' | 'groupId'>,
): Promise<Refusal | null> {
  if (contentId !== null) {
    const [content] = await db.query<{ status: ContentStatus }[]>('SELECT status FROM contents WHERE id = ?', [
      contentId,
    ])
    if (content?.status === 'recalled') return 'content_recalled'
    if (content?.status !== 'published') return 'content_not_found'
  }
  if (groupId === null) return null
  const [group] = await db.query<{ id: string }[]>('SELECT id FROM interest_groups WHERE id = ?', [groupId])
  return group ? null : 'group_not_found'
}
