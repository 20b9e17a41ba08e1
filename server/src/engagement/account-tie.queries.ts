import type { EntityManager } from 'typeorm'

/** Whose engagements an account's are, now. */
export interface AccountTie {
  accountId: string
  recordId: string | null
  agentId: string | null
}

/**
 * Locks these accounts, in the order of their ids, and says to whom each belongs. While the lock is held nobody can become a client or change the
 * owner's roll-ups, so what is stored under it is tied for good.
 */
export async function lockTies(tx: EntityManager, accountIds: readonly string[]): Promise<Map<string, AccountTie>> {
  const accounts = await tx.query<{ id: string; recordId: string | null }[]>(
    'SELECT id, recordId FROM wechat_accounts WHERE id IN (?) ORDER BY id FOR UPDATE',
    [accountIds],
  )
  const recordIds = accounts.map(({ recordId }) => recordId).filter((id) => id !== null)
  const records =
    recordIds.length === 0
      ? []
      : await tx.query<{ id: string; ownerAgentId: string | null }[]>(
          "SELECT id, ownerAgentId FROM client_records WHERE id IN (?) AND status = 'active' ORDER BY id FOR UPDATE",
          [recordIds],
        )
  const owners = new Map(records.map(({ id, ownerAgentId }) => [id, ownerAgentId]))
  return new Map(
    accounts.map(({ id, recordId }) => {
      const isActive = recordId !== null && owners.has(recordId)
      return [
        id,
        {
          accountId: id,
          recordId: isActive ? recordId : null,
          agentId: isActive ? (owners.get(recordId) ?? null) : null,
        },
      ]
    }),
  )
}
