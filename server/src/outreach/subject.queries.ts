import type { ContentStatus } from '@quanke/shared/domain/content'
import type { Refusal } from '@quanke/shared/domain/refusal'
import type { DataSource, EntityManager } from 'typeorm'
import type { Reach } from '../clients/client-scope'
import type { Audience } from './audience.queries'
import type { PlannedEvent } from './plan.rules'

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

/** This event if somebody of the plan's book hosts it: the planner, or for the plan of a team anybody of it. */
export async function plannedEvent(
  db: DataSource | EntityManager,
  { agentId, leadsPath }: Reach,
  eventId: string,
): Promise<PlannedEvent | null> {
  const hosts = leadsPath === null ? 'x.id = ?' : '(x.id = ? OR y.path LIKE ?)'
  const [event] = await db.query<
    (Omit<PlannedEvent, 'isApproved' | 'isCancelled'> & Record<'approved' | 'cancelled', string>)[]
  >(
    `SELECT e.approvedVersion IS NOT NULL approved, e.status = 'cancelled' cancelled, v.beginsAt, v.endsAt, v.closesAt FROM events e
       JOIN event_versions v ON v.eventId = e.id AND v.version = COALESCE(e.approvedVersion, e.latestVersion)
       JOIN agents x ON x.id = e.agentId JOIN teams y ON y.id = x.teamId WHERE e.id = ? AND ${hosts}`,
    [eventId, agentId, ...(leadsPath === null ? [] : [`${leadsPath}%`])],
  )
  return event
    ? { ...event, isApproved: Number(event.approved) === 1, isCancelled: Number(event.cancelled) === 1 }
    : null
}
