import { CARD_ENDS } from '@quanke/shared/domain/referral-words'
import type { EntityManager } from 'typeorm'
import type { Actor } from '../core/actor'
import { audit } from '../core/audit'
import { SWEEP } from '../core/sweep'
import { lockReferral, moveReferral } from './referral-moves'
import { isWaiting, PENDING_REFERRAL } from './referral.rules'

/** Cards that still wait for a friend come to nothing with the client who passed them on. */
export async function endCardsOf(tx: EntityManager, actor: Actor, recordId: string, at: Date): Promise<void> {
  const waiting = await tx.query<{ id: string }[]>(
    'SELECT id FROM referrals WHERE referrerRecordId = ? AND status IN (?) AND expiresAt > ? ORDER BY id FOR UPDATE',
    [recordId, PENDING_REFERRAL, at],
  )
  for (const { id } of waiting) {
    const move = { mover: 'referrer', actorAccountId: actor.accountId, reason: CARD_ENDS.referrer_left, at } as const
    await moveReferral(tx, { referralId: id, to: 'withdrawn', ...move })
    await audit(tx, actor, 'referral.ended', { kind: 'referral', id }, at, { because: 'referrer_left' })
  }
}

/**
 * Ends cards that wait though their agent has left, which is an act outside this program, or their referrer did before withdrawals ended them. At most so
 * many at once; answers how many.
 */
export async function endOrphanedCards(tx: EntityManager, most: number, at: Date): Promise<number> {
  const orphaned = await tx.query<{ id: string; hasAgent: string }[]>(
    `SELECT f.id, g.status = 'active' hasAgent FROM referrals f
       JOIN agents g ON g.id = f.agentId JOIN client_records r ON r.id = f.referrerRecordId
      WHERE f.status IN (?) AND f.expiresAt > ? AND (g.status <> 'active' OR r.status = 'withdrawn') ORDER BY f.id LIMIT ?`,
    [PENDING_REFERRAL, at, most],
  )
  for (const { id, hasAgent } of orphaned) {
    const referral = await lockReferral(tx, id)
    if (!referral || !isWaiting(referral.status)) continue
    const because = Number(hasAgent) === 1 ? 'referrer_left' : 'agent_left'
    const move = { mover: 'time', actorAccountId: null, reason: CARD_ENDS[because], at } as const
    await moveReferral(tx, { referralId: id, to: 'withdrawn', ...move })
    await audit(tx, SWEEP, 'referral.ended', { kind: 'referral', id }, at, { because })
  }
  return orphaned.length
}
