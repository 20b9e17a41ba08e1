import type { AgentNoticeView } from '@quanke/shared/contracts/referrals'
import { noticeText } from '@quanke/shared/domain/referral-words'
import type { DataSource, EntityManager } from 'typeorm'
import type { AgentNotice } from './agent-notice.entity'
import { noticesOfMeeting, type Meeting } from './referral.rules'

const MOST = 10

/** A card met somebody who is served already: tells each agent what that agent may know, once. True when somebody was told. */
export async function noteMeeting(tx: EntityManager, referralId: string, meeting: Meeting, at: Date): Promise<boolean> {
  let isNew = false
  for (const { agentId, kind, recordId } of noticesOfMeeting(meeting)) {
    const [told] = await tx.query<unknown[]>(
      'SELECT id FROM agent_notices WHERE agentId = ? AND kind = ? AND referralId = ? AND recordId = ?',
      [agentId, kind, referralId, recordId],
    )
    if (told) continue
    isNew = true
    await tx.query('INSERT INTO agent_notices (agentId, kind, referralId, recordId, at) VALUES (?, ?, ?, ?, ?)', [
      agentId,
      kind,
      referralId,
      recordId,
      at,
    ])
  }
  return isNew
}

type NoticeRow = Pick<AgentNotice, 'id' | 'kind' | 'at'> & {
  clientId: string | null
  clientName: string | null
  otherAgentName: string
}

/** What an agent has not put away yet, latest first. About a client only while the client is the agent's own. */
export async function openNotices(db: DataSource | EntityManager, agentId: string): Promise<AgentNoticeView[]> {
  const rows = await db.query<NoticeRow[]>(
    `SELECT n.id, n.kind, n.at, r.id clientId, r.displayName clientName, g.name otherAgentName
       FROM agent_notices n
       JOIN referrals f ON f.id = n.referralId
       JOIN agents g ON g.id = f.agentId
       LEFT JOIN client_records r ON r.id = n.recordId AND r.ownerAgentId = n.agentId AND r.status = 'active'
      WHERE n.agentId = ? AND n.seenAt IS NULL AND (n.recordId = 0 OR r.id IS NOT NULL)
      ORDER BY n.at DESC, n.id DESC LIMIT ?`,
    [agentId, MOST],
  )
  return rows.map(({ id, kind, at, clientId, clientName, otherAgentName }) => ({
    id,
    text: noticeText(kind, { clientName: clientName ?? '', otherAgentName }),
    clientId,
    at: at.toISOString(),
  }))
}
