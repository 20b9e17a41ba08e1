import type { ReferralStatus } from '@quanke/shared/domain/referral'
import type { ReferralMover } from '@quanke/shared/domain/referral-words'
import type { EntityManager } from 'typeorm'
import { noteMoveOf } from '../provenance/acts'
import type { Referral } from './referral.entity'

export interface Move {
  referralId: string
  to: ReferralStatus
  mover: ReferralMover
  /** Null for a friend who has not consented, and for time. */
  actorAccountId: string | null
  reason?: string | null
  at: Date
}

const COMES_TO_NOTHING: readonly ReferralStatus[] = ['declined', 'expired', 'withdrawn']

/** Writes one transition: the new status and its line in the history. The caller holds the referral's lock and has decided. */
export async function moveReferral(tx: EntityManager, move: Move): Promise<void> {
  await tx.query('UPDATE referrals SET status = ? WHERE id = ?', [move.to, move.referralId])
  if (COMES_TO_NOTHING.includes(move.to))
    await tx.query('DELETE FROM referral_addressees WHERE referralId = ?', [move.referralId])
  await noteMove(tx, move)
}

/** The line in the history alone, for the first status. */
export async function noteMove(
  tx: EntityManager,
  { referralId, to, mover, actorAccountId, reason = null, at }: Move,
): Promise<void> {
  const { insertId } = await tx.query<{ insertId: string }>(
    'INSERT INTO referral_moves (referralId, toStatus, mover, actorAccountId, reason, at) VALUES (?, ?, ?, ?, ?, ?)',
    [referralId, to, mover, actorAccountId, reason, at],
  )
  noteMoveOf(tx, { id: String(insertId), referralId, toStatus: to, mover, at })
}

/** Locks a referral and reads it, or null. */
export async function lockReferral(tx: EntityManager, id: string): Promise<Referral | null> {
  const [referral] = await tx.query<Referral[]>('SELECT * FROM referrals WHERE id = ? FOR UPDATE', [id])
  return referral ?? null
}
