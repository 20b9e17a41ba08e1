import type { GivenReferralView, ReceivedReferralView } from '@quanke/shared/contracts/referrals'
import type { ReferralStatus, SentAs } from '@quanke/shared/domain/referral'
import { moveText, REFERRAL_MOVERS, suggestedThanks, type ReferralMover } from '@quanke/shared/domain/referral-words'
import type { Share } from '../shares/share.entity'
import { shareView } from '../shares/share.view'
import type { ThanksOccasion } from './referral-thanks.entity'
import { agentMoves, isOneself, isWaiting, referrerStatus, statusNow, thanksDue } from './referral.rules'

export interface ReferralRow {
  id: string
  shareId: string
  words: string
  status: ReferralStatus
  sentAs: SentAs | null
  givenAt: Date
  expiresAt: Date
  hasConsented: number
  agentName: string
  referrerRecordId: string
  referrerName: string
  /** In force, and a client of the referral's own agent. */
  isReferrerOwn: number
  /** In force, whoever serves the referrer now. */
  isReferrerActive: number
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
  const status = statusNow(row, now)
  return {
    id: row.id,
    words: row.words,
    givenAt: row.givenAt.toISOString(),
    status: referrerStatus(status, Number(row.hasConsented) === 1, thanks.length),
    thanks: thanks.map(({ words, sentAt }) => ({ words, at: sentAt.toISOString() })),
    share: shareView(share, title),
    sentAs: row.sentAs,
    can: { send: isWaiting(status), takeBack: isWaiting(status) },
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
  // Whoever serves the referrer now: the thanks are due from the agent who was recommended.
  const isOwn = isOneself(row.referrerRecordId, row.friendRecordId)
  const due =
    Number(row.isReferrerActive) === 1 && !isOwn ? thanksDue(status, sent, Number(row.hasConsented) === 1) : []
  const referrerName = isReferrerOwn ? row.referrerName : REFERRAL_MOVERS.referrer
  const friend = row.friendRecordId === null ? null : { clientId: row.friendRecordId, name: row.friendName ?? '' }
  const names = { ...REFERRAL_MOVERS, referrer: referrerName, agent: row.agentName }
  return {
    id: row.id,
    referrer: { clientId: isReferrerOwn ? row.referrerRecordId : null, name: referrerName },
    friend,
    words: row.words,
    status,
    givenAt: row.givenAt.toISOString(),
    history: [
      ...moves.map(({ toStatus, mover, reason, at }) => ({
        to: toStatus,
        text: moveText(toStatus, mover),
        at: at.toISOString(),
        by: mover === 'friend' && friend && toStatus === 'consented' ? friend.name : names[mover],
        reason,
      })),
      // Not swept yet, but over all the same.
      ...(status === row.status
        ? []
        : [
            {
              to: status,
              text: moveText(status, 'time'),
              at: row.expiresAt.toISOString(),
              by: REFERRAL_MOVERS.time,
              reason: null,
            },
          ]),
    ],
    thanks: isReferrerOwn ? thanks.map(({ words, sentAt }) => ({ words, at: sentAt.toISOString() })) : [],
    thanksDue: due,
    suggestedThanks: suggestedThanks(
      due[0] ?? (sent.includes('consent') ? 'outcome' : 'consent'),
      isReferrerOwn ? referrerName : null,
    ),
    isOneself: isOwn,
    can: { moveTo: isOwn ? [] : agentMoves(status), thank: due.length > 0 },
  }
}
