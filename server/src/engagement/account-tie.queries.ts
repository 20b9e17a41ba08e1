import type { EntityManager } from 'typeorm'
import { literal } from '../core/literals'

/** Whose engagements an account's are, now. */
export interface AccountTie {
  accountId: string
  recordId: string | null
  agentId: string | null
}

export interface LockedAccount {
  id: string
  recordId: string | null
}

export interface LockedRecord {
  id: string
  ownerAgentId: string | null
  status: string
}

/**
 * Two statements that lock these accounts, in the order of their ids, and then their records, in force or not. While the locks are held nobody can
 * become a client, again or anew, or change the owner's roll-ups, so what is stored under them is tied for good.
 */
export function lockingStatements(accountIds: readonly string[]): [accounts: string, records: string] {
  const ids = accountIds.map(literal.id).join(',')
  return [
    `SELECT id, recordId FROM wechat_accounts WHERE id IN (${ids}) ORDER BY id FOR UPDATE`,
    `SELECT r.id, r.ownerAgentId, r.status FROM wechat_accounts a JOIN client_records r ON r.id = a.recordId
      WHERE a.id IN (${ids}) ORDER BY a.id FOR UPDATE`,
  ]
}

/** To whom each of the locked accounts belongs. */
export function tiesOf(accounts: readonly LockedAccount[], records: readonly LockedRecord[]): Map<string, AccountTie> {
  const inForce = new Map(records.filter(({ status }) => status === 'active').map((record) => [record.id, record]))
  return new Map(
    accounts.map(({ id, recordId }) => {
      const record = recordId === null ? undefined : inForce.get(recordId)
      return [id, { accountId: id, recordId: record?.id ?? null, agentId: record?.ownerAgentId ?? null }]
    }),
  )
}

/** Locks these accounts and their records, and says to whom each belongs. */
export async function lockTies(tx: EntityManager, accountIds: readonly string[]): Promise<Map<string, AccountTie>> {
  const [accounts, records] = lockingStatements(accountIds)
  return tiesOf(await tx.query<LockedAccount[]>(accounts), await tx.query<LockedRecord[]>(records))
}
