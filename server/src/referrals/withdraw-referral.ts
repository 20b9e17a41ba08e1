import { canMove } from '@quanke/shared/domain/moves'
import { REFERRAL_MOVES, type ReferralStatus } from '@quanke/shared/domain/referral'
import type { EntityManager } from 'typeorm'
import { recordsWithin } from '../clients/living-record'
import { partFromCard } from './part-from-card'
import { moveReferral } from './referral-moves'

/**
 * The friend took back the consent to be served: friend and referral forget each other, and where the referral was still under way it ends as withdrawn.
 * What is left is a count (domain rules, section 8).
 */
export async function withdrawReferralOf(tx: EntityManager, recordId: string, at: Date): Promise<void> {
  const referrals = await tx.query<{ id: string; shareId: string | null; status: ReferralStatus }[]>(
    'SELECT id, shareId, status FROM referrals WHERE friendRecordId = ? FOR UPDATE',
    [recordId],
  )
  if (referrals.length === 0) return
  const accounts = await tx.query<{ id: string }[]>('SELECT id FROM wechat_accounts WHERE recordId = ? ORDER BY id', [
    recordId,
  ])
  const friend = { accountIds: accounts.map(({ id }) => id), recordIds: await recordsWithin(tx, recordId) }
  for (const { id, shareId, status } of referrals) {
    // That the friend bought goes on counting as won, whatever becomes of a policy: nobody can tell any more by which referral.
    if (status === 'won') await tx.query('UPDATE policies SET outcomeId = NULL WHERE recordId = ?', [recordId])
    await partFromCard(tx, friend, { id, shareId }, at)
    if (canMove(REFERRAL_MOVES, status, 'withdrawn'))
      await moveReferral(tx, { referralId: id, to: 'withdrawn', mover: 'friend', actorAccountId: null, at })
  }
}
