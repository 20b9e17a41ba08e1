import type { Purpose } from '@quanke/shared/domain/consent'
import type { EntityManager } from 'typeorm'
import type { Actor } from '../core/actor'
import { withdrawReferralOf } from '../referrals/withdraw-referral'

/** What a withdrawal does, at once: the agent's book closes on the client, the groups are left (domain rules, section 9). */
export async function afterWithdrawal(
  tx: EntityManager,
  actor: Actor,
  purposes: readonly Purpose[],
  at: Date,
): Promise<void> {
  if (purposes.includes('be_served')) await closeRecord(tx, actor.accountId, at)
  if (purposes.includes('use_service'))
    await tx.query("UPDATE memberships SET status = 'left', leftAt = ? WHERE accountId = ? AND status = 'active'", [
      at,
      actor.accountId,
    ])
}

async function closeRecord(tx: EntityManager, accountId: string, at: Date): Promise<void> {
  const [account] = await tx.query<{ recordId: string | null }[]>('SELECT recordId FROM wechat_accounts WHERE id = ?', [
    accountId,
  ])
  if (account?.recordId == null) return
  await tx.query("UPDATE client_records SET status = 'withdrawn' WHERE id = ? AND status = 'active'", [
    account.recordId,
  ])
  await tx.query(
    "UPDATE referral_requests SET status = 'withdrawn', closedAt = ? WHERE recordId = ? AND status IN ('open', 'answered', 'introduced')",
    [at, account.recordId],
  )
  await withdrawReferralOf(tx, account.recordId, at)
}
