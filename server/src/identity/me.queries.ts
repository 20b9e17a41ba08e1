import type { MeView } from '@quanke/shared/contracts/identity'
import type { StaffRole } from '@quanke/shared/domain/organization'
import type { DataSource, EntityManager } from 'typeorm'
import { recordsWithin } from '../clients/living-record'
import type { DataCipher } from '../core/crypto'
import { Refused } from '../core/refused'
import { agentCards } from '../organization/agent.queries'

interface MeRow {
  accountId: string
  alias: string
  phoneEnc: Buffer | null
  agentId: string | null
  agentStatus: string | null
  ledTeamId: string | null
  staffRole: StaffRole | null
  recordId: string | null
  displayName: string | null
  recordStatus: string | null
  ownerAgentId: string | null
}

/** What a person is here and may do. */
export async function meOf(db: DataSource | EntityManager, cipher: DataCipher, accountId: string): Promise<MeView> {
  const [row] = await db.query<MeRow[]>(
    `SELECT a.id accountId, a.alias, a.phoneEnc, a.agentId, g.status agentStatus, t.id ledTeamId, s.role staffRole,
            r.id recordId, r.displayName, r.status recordStatus, r.ownerAgentId
       FROM wechat_accounts a
       LEFT JOIN agents g ON g.id = a.agentId
       LEFT JOIN teams t ON t.leaderAgentId = a.agentId
       LEFT JOIN staff s ON s.id = a.staffId
       LEFT JOIN client_records r ON r.id = a.recordId
      WHERE a.id = ? LIMIT 1`,
    [accountId],
  )
  if (!row) throw new Refused('sign_in_required')
  const isClient = row.recordStatus === 'active'
  const isAgent = row.agentStatus === 'active'
  const isLeader = isAgent && row.ledTeamId !== null
  const hasOwner = isClient && row.ownerAgentId !== null
  const cards = await agentCards(
    db,
    [row.agentId, hasOwner ? row.ownerAgentId : null].filter((id) => id !== null),
  )
  const own = isAgent ? cards.get(row.agentId ?? '') : undefined
  return {
    accountId: row.accountId,
    alias: row.alias,
    displayName: isClient ? row.displayName : null,
    isClient,
    agent: own ? { ...own, isLeader } : null,
    staffRole: row.staffRole,
    adviser: hasOwner ? (cards.get(row.ownerAgentId ?? '') ?? null) : null,
    adviserChange: hasOwner ? await adviserChange(db, row) : null,
    phone: row.phoneEnc ? maskedPhone(cipher.decrypt(row.phoneEnc)) : null,
    can: {
      ask: hasOwner,
      refer: hasOwner,
      chooseAgent: isClient && !hasOwner,
      workbench: isAgent,
      lead: isLeader,
      review: row.staffRole === 'compliance',
      complain: isClient,
    },
  }
}

/** From whom the present owner took over, by whatever decision, also of a record that is part of this one. */
async function adviserChange(
  db: DataSource | EntityManager,
  { recordId, ownerAgentId }: MeRow,
): Promise<MeView['adviserChange']> {
  if (recordId === null) return null
  const [last] = await db.query<{ at: Date; toAgentId: string | null; formerName: string | null }[]>(
    `SELECT c.at, c.toAgentId, f.name formerName FROM ownership_changes c LEFT JOIN agents f ON f.id = c.fromAgentId
      WHERE c.recordId IN (?) ORDER BY c.at DESC, c.id DESC LIMIT 1`,
    [await recordsWithin(db, recordId)],
  )
  if (!last || last.formerName === null || last.toAgentId !== ownerAgentId) return null
  return { at: last.at.toISOString(), formerName: last.formerName }
}

/** First three and last two digits, as WeChat itself masks: 138******00. A mainland number loses its +86. */
export function maskedPhone(phone: string): string {
  const digits = phone.replace(/^\+86(?=1\d{10}$)/u, '')
  return `${digits.slice(0, 3)}${'*'.repeat(Math.max(digits.length - 5, 0))}${digits.slice(-2)}`
}
