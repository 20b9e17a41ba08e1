import type { CasePointer, CaseReferenceView } from '@quanke/shared/contracts/ownership-cases'
import { NO_LONGER_SHOWN } from '@quanke/shared/domain/client'
import { ENGAGEMENTS } from '@quanke/shared/domain/engagement'
import { CASE_REFERENCES } from '@quanke/shared/domain/ownership-case'
import { REFERRAL_STATUSES, type ReferralStatus } from '@quanke/shared/domain/referral'
import { SHARE_SUBJECTS, type ShareSubject } from '@quanke/shared/domain/share'
import type { DataSource, EntityManager } from 'typeorm'
import { clientDetail } from '../clients/client.queries'
import { shownEngagements, subjectTitles, timelineLines, type TimelineLine } from '../clients/timeline.queries'
import type { AgentActor } from '../core/actor'
import { shareTitles } from '../shares/share.queries'

type Db = DataSource | EntityManager
type Found = Map<string, { title: string; at: Date }>

const MOST_SHARES = 20
const MOST_ENGAGEMENTS = 30
const MOST_REFERRALS = 20

/**
 * What these pointers point to, by name and date; what is gone, or not to be shown any more, only by its kind. To a side (`ownAgentId`) only what is that
 * agent's still: whoever lost a client reads nothing new of the client.
 */
export async function referencesIn(
  db: Db,
  pointers: readonly CasePointer[],
  ownAgentId: string | null,
): Promise<(pointer: CasePointer) => CaseReferenceView> {
  const idsOf = (kind: CasePointer['kind']) => [
    ...new Set(pointers.flatMap((one) => (one.kind === kind ? one.id : []))),
  ]
  const found: Record<CasePointer['kind'], Found> = {
    client: await clientsNamed(db, idsOf('client'), ownAgentId),
    share: await sharesNamed(db, idsOf('share')),
    engagement: await engagementsNamed(db, await engagementsOf(db, idsOf('engagement'), ownAgentId)),
    referral: await referralsNamed(db, idsOf('referral'), ownAgentId),
  }
  return ({ kind, id }) => {
    const thing = found[kind].get(id)
    return {
      kind,
      id,
      label: CASE_REFERENCES[kind],
      title: thing?.title ?? NO_LONGER_SHOWN,
      at: thing?.at.toISOString() ?? null,
    }
  }
}

/** What an agent may point to about an own client: the record, the shares by which the client came to the agent, what the client did, and the referrals. */
export async function referencesAbout(db: Db, agentId: string, recordId: string): Promise<CaseReferenceView[]> {
  const shares = await db.query<{ id: string }[]>(
    `SELECT s.id FROM shares s
      WHERE s.agentId = ? AND s.id IN (SELECT e.shareId FROM wechat_accounts a
              JOIN engagements e ON e.accountId = a.id AND e.recordId = a.recordId AND e.kind = 'arrived' WHERE a.recordId = ?)
      ORDER BY s.id LIMIT ?`,
    [agentId, recordId, MOST_SHARES],
  )
  const engagements = await timelineLines(db, recordId, { before: null, limit: MOST_ENGAGEMENTS - 1 })
  const referrals = await db.query<{ id: string }[]>(
    'SELECT id FROM referrals WHERE agentId = ? AND (friendRecordId = ? OR referrerRecordId = ?) ORDER BY id DESC LIMIT ?',
    [agentId, recordId, recordId, MOST_REFERRALS],
  )
  const pointers: CasePointer[] = [
    { kind: 'client', id: recordId },
    ...shares.map(({ id }) => ({ kind: 'share' as const, id })),
    ...referrals.map(({ id }) => ({ kind: 'referral' as const, id })),
    ...engagements.map(({ id }) => ({ kind: 'engagement' as const, id })),
  ]
  return pointers.map(await referencesIn(db, pointers, agentId))
}

/** Whether an agent may point to this: an own client, share or referral, or what an own client lets the agent see. */
export async function isPointable(db: Db, actor: AgentActor, { kind, id }: CasePointer): Promise<boolean> {
  const { agentId } = actor
  if (kind === 'client') return (await clientDetail(db, { ...actor, leadsPath: null }, id)) !== null
  if (kind === 'engagement') return (await engagementsOf(db, [id], agentId)).length > 0
  const sql = {
    share: 'SELECT 1 FROM shares WHERE id = ? AND agentId = ?',
    referral: 'SELECT 1 FROM referrals WHERE id = ? AND agentId = ?',
  }[kind]
  return (await db.query<unknown[]>(sql, [id, agentId])).length > 0
}

/** These engagements as far as their clients let an agent see them; of an agent's own clients alone, where one is named. */
async function engagementsOf(db: Db, ids: readonly string[], ownAgentId: string | null): Promise<TimelineLine[]> {
  const lines = await shownEngagements(db, ids)
  if (ownAgentId === null || lines.length === 0) return lines
  const own = await db.query<{ id: string }[]>(
    `SELECT LOWER(HEX(e.id)) id FROM engagements e JOIN client_records r ON r.id = e.recordId AND r.status = 'active'
      WHERE e.id IN (?) AND r.ownerAgentId = ?`,
    [lines.map(({ id }) => Buffer.from(id, 'hex')), ownAgentId],
  )
  const ownIds = new Set(own.map(({ id }) => id))
  return lines.filter(({ id }) => ownIds.has(id))
}

async function clientsNamed(db: Db, ids: readonly string[], ownAgentId: string | null): Promise<Found> {
  if (ids.length === 0) return new Map()
  const rows = await db.query<{ id: string; title: string; at: Date }[]>(
    `SELECT p.id, r.displayName title, p.becameClientAt at FROM client_records p
       LEFT JOIN record_merges m ON m.activeMergedRecordId = p.id
       JOIN client_records r ON r.id = COALESCE(m.livingRecordId, p.id) AND r.status = 'active'
      WHERE p.id IN (?) AND (? IS NULL OR r.ownerAgentId = ?)`,
    [ids, ownAgentId, ownAgentId],
  )
  return new Map(rows.map(({ id, title, at }) => [id, { title, at }]))
}

async function sharesNamed(db: Db, ids: readonly string[]): Promise<Found> {
  if (ids.length === 0) return new Map()
  const titles = await shareTitles(db, ids)
  const rows = await db.query<{ id: string; subject: ShareSubject; at: Date }[]>(
    'SELECT id, subject, createdAt at FROM shares WHERE id IN (?)',
    [ids],
  )
  return new Map(
    rows.map(({ id, subject, at }) => [id, { title: `${SHARE_SUBJECTS[subject]}「${titles.get(id) ?? ''}」`, at }]),
  )
}

async function engagementsNamed(db: Db, lines: readonly TimelineLine[]): Promise<Found> {
  const titleOf = await subjectTitles(db, lines)
  return new Map(
    lines.map((line) => [line.id, { title: `${ENGAGEMENTS[line.kind]}「${titleOf(line)}」`, at: line.occurredAt }]),
  )
}

async function referralsNamed(db: Db, ids: readonly string[], ownAgentId: string | null): Promise<Found> {
  if (ids.length === 0) return new Map()
  const rows = await db.query<{ id: string; status: ReferralStatus; at: Date }[]>(
    'SELECT id, status, givenAt at FROM referrals WHERE id IN (?) AND (? IS NULL OR agentId = ?)',
    [ids, ownAgentId, ownAgentId],
  )
  return new Map(rows.map(({ id, status, at }) => [id, { title: `推荐卡，${REFERRAL_STATUSES[status]}`, at }]))
}
