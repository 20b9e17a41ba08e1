import { canMove } from '@quanke/shared/domain/moves'
import { REFERRAL_MOVES, type ReferralStatus } from '@quanke/shared/domain/referral'
import type { EntityManager } from 'typeorm'
import { forgetFriend } from '../provenance/persons'
import { moveReferral } from './referral-moves'

/**
 * The friend took back the consent to be served: the referral forgets who the friend was, and where it was still under way it ends as
 * withdrawn. What is left is a count (domain rules, section 8).
 */
export async function withdrawReferralOf(tx: EntityManager, recordId: string, at: Date): Promise<void> {
  const referrals = await tx.query<{ id: string; status: ReferralStatus }[]>(
    'SELECT id, status FROM referrals WHERE friendRecordId = ? FOR UPDATE',
    [recordId],
  )
  const accounts =
    referrals.length === 0
      ? []
      : await tx.query<{ id: string }[]>('SELECT id FROM wechat_accounts WHERE recordId = ?', [recordId])
  const accountIds = accounts.map(({ id }) => id)
  for (const { id, status } of referrals) {
    await forgetFriend(tx, accountIds, id, at)
    // That the friend bought goes on counting as won, whatever becomes of a policy: nobody can tell any more by which referral.
    if (status === 'won') await tx.query('UPDATE policies SET outcomeId = NULL WHERE recordId = ?', [recordId])
    await tx.query('UPDATE referrals SET friendRecordId = NULL WHERE id = ?', [id])
    // One that has come to its end stays as it ended, without whoever had the card.
    await tx.query('DELETE FROM referral_addressees WHERE referralId = ?', [id])
    await tx.query("UPDATE referral_moves SET actorAccountId = NULL WHERE referralId = ? AND mover = 'friend'", [id])
    if (canMove(REFERRAL_MOVES, status, 'withdrawn'))
      await moveReferral(tx, { referralId: id, to: 'withdrawn', mover: 'friend', actorAccountId: null, at })
  }
}
