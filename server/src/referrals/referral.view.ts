import type { GivenReferralView, ReceivedReferralView } from '@quanke/shared/contracts/referrals'
import type { ReferralStatus } from '@quanke/shared/domain/referral'
import { REFERRAL_MOVERS, suggestedThanks, type ReferralMover } from '@quanke/shared/domain/referral-words'
import type { Share } from '../shares/share.entity'
import { shareView } from '../shares/share.view'
import type { ThanksOccasion } from './referral-thanks.entity'
import { agentMoves, referrerStatus, statusNow, thanksDue } from './referral.rules'

export interface ReferralRow {
  id: string
  shareId: string
  words: string
  status: ReferralStatus
  givenAt: Date
  expiresAt: Date
  agentName: string
  referrerRecordId: string
  referrerName: string
  /** In force, and a client of the referral's own agent. */
  isReferrerOwn: number
  friendRecordId: string | null
  friendName: string | null
}

export interface ThanksRow {
  referralId: string
  occasion: ThanksOccasion
  words: string
  sentAt: Date
}

export interface MoveRow {
  referralId: string
  toStatus: ReferralStatus
  mover: ReferralMover
  reason: string | null
  at: Date
}

/** A card as its referrer sees it: kind and discreet. */
export function givenView(
  row: ReferralRow,
  share: Share,
  title: string,
  thanks: readonly ThanksRow[],
  now: Date,
): GivenReferralView {
  return {
    id: row.id,
    words: row.words,
    givenAt: row.givenAt.toISOString(),
    status: referrerStatus(statusNow(row, now), thanks.length),
    thanks: thanks.map(({ words, sentAt }) => ({ words, at: sentAt.toISOString() })),
    share: shareView(share, title),
  }
}

/** A referral as its agent sees it. Who has not consented, no longer does, or is now served by somebody else is nobody. */
export function receivedView(
  row: ReferralRow,
  moves: readonly MoveRow[],
  thanks: readonly ThanksRow[],
  now: Date,
): ReceivedReferralView {
  const status = statusNow(row, now)
  const isReferrerOwn = Number(row.isReferrerOwn) === 1
  const sent = thanks.map(({ occasion }) => occasion)
  const due = isReferrerOwn ? thanksDue(status, sent) : []
  const referrerName = isReferrerOwn ? row.referrerName : REFERRAL_MOVERS.referrer
  const friend = row.friendRecordId === null ? null : { clientId: row.friendRecordId, name: row.friendName ?? '' }
  const names = { ...REFERRAL_MOVERS, referrer: referrerName, agent: row.agentName }
  return {
    id: row.id,
    referrer: { clientId: row.referrerRecordId, name: referrerName },
    friend,
    words: row.words,
    status,
    givenAt: row.givenAt.toISOString(),
    history: [
      ...moves.map(({ toStatus, mover, reason, at }) => ({
        to: toStatus,
        at: at.toISOString(),
        by: mover === 'friend' && friend && toStatus === 'consented' ? friend.name : names[mover],
        reason,
      })),
      // Not swept yet, but over all the same.
      ...(status === row.status
        ? []
        : [{ to: status, at: row.expiresAt.toISOString(), by: REFERRAL_MOVERS.time, reason: null }]),
    ],
    thanksDue: due,
    suggestedThanks: suggestedThanks(due.at(-1) ?? (sent.includes('consent') ? 'outcome' : 'consent'), referrerName),
    can: { moveTo: agentMoves(status), thank: due.length > 0 },
  }
}
