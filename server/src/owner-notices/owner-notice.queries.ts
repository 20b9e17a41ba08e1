import type { OwnerNoticeView } from '@quanke/shared/contracts/owner-notices'
import type { BindingRule } from '@quanke/shared/domain/client'
import { CASE_STATUSES, UNDECIDED_CASES } from '@quanke/shared/domain/ownership-case'
import { caseNews, gainedTitle, lostTitle, wayOfChange } from '@quanke/shared/domain/owner-notice'
import type { DataSource, EntityManager } from 'typeorm'
import type { AgentActor } from '../core/actor'
import { businessDay } from '../core/days'
import { casesById, readerOfCase, type CaseRow } from '../ownership-cases/case.queries'
import { appealRefusal, appealUntil } from '../ownership-cases/case.rules'
import { deciderName } from '../ownership-cases/case.view'

type Db = DataSource | EntityManager

const MOST = 10

interface NoticeLine {
  id: string
  at: Date
  caseId: string | null
  rule: BindingRule | null
  byName: string | null
  toAgentId: string | null
  /** The client, as long as the agent serves her. */
  clientId: string | null
  clientName: string | null
}

/**
 * What an agent has not opened yet, latest first. Of changes only what is still so: who came and went again is no news, nor who went and came back.
 */
export async function openOwnerNotices(db: Db, actor: AgentActor, now: Date): Promise<OwnerNoticeView[]> {
  const lines = await db.query<NoticeLine[]>(
    `SELECT n.id, n.at, n.caseId, c.rule, c.toAgentId, g.name byName, r.id clientId, r.displayName clientName
       FROM owner_notices n
       LEFT JOIN ownership_changes c ON c.id = n.changeId
       LEFT JOIN wechat_accounts a ON a.id = c.actorAccountId LEFT JOIN agents g ON g.id = a.agentId
       LEFT JOIN record_merges m ON m.activeMergedRecordId = c.recordId
       LEFT JOIN client_records r ON r.id = COALESCE(m.livingRecordId, c.recordId) AND r.ownerAgentId = n.agentId AND r.status = 'active'
      WHERE n.agentId = ? AND n.seenAt IS NULL AND (n.caseId IS NOT NULL OR (c.toAgentId <=> n.agentId) = (r.id IS NOT NULL))
      ORDER BY n.at DESC, n.id DESC LIMIT ?`,
    [actor.agentId, MOST],
  )
  const cases = await casesById(
    db,
    actor,
    lines.flatMap(({ caseId }) => caseId ?? []),
  )
  return lines.flatMap((line) => {
    const { id, caseId, rule, byName, clientId, clientName, toAgentId } = line
    const at = line.at.toISOString()
    if (rule !== null) {
      const title = clientName === null ? lostTitle(toAgentId === null) : gainedTitle(clientName, rule)
      return {
        id,
        news: clientId === null ? 'lost' : 'gained',
        title,
        note: wayOfChange({ rule, byName }),
        at,
        clientId,
        caseId,
      }
    }
    // Whose side somebody else has taken reads of it no more.
    const row = cases.get(caseId ?? '')
    return row ? { id, news: 'case', ...caseWords(row, actor, now), at, clientId: null, caseId } : []
  })
}

function caseWords(row: CaseRow, actor: AgentActor, now: Date): { title: string; note: string } {
  const side = readerOfCase(row, actor) === 'holder' ? 'holder' : 'claimant'
  const own = [
    { name: row.heldName, ownerId: row.heldOwnerId },
    { name: row.otherName, ownerId: row.otherOwnerId },
  ].find(({ name, ownerId }) => name !== null && ownerId === actor.agentId)
  const { outcome, status, decidedAt } = row
  const mayAppeal = decidedAt !== null && appealRefusal(row, side, now) === null
  return {
    title: `${own?.name ?? '一位客户'}的归属`,
    note: caseNews({
      outcome,
      side,
      isUndecided: UNDECIDED_CASES.includes(status),
      statusLabel: CASE_STATUSES[status],
      decider: deciderName(row),
      appealOn: mayAppeal ? businessDay(appealUntil(decidedAt)) : null,
    }),
  }
}
