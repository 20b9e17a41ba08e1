import { literal } from '../core/literals'
import type { KnownShare } from './engagement-facts'

export interface ClosedCard {
  shareId: string
  isOver: number
  /** An account that has proved to have the card, where it is a private one. */
  accountId: string | null
}

/** A card came to nothing, or its friend was forgotten and is not to be known by it again. */
const IS_OVER = `(f.status IN ('declined', 'expired', 'withdrawn') OR (f.friendRecordId IS NULL AND f.status NOT IN ('offered', 'opened')))`

/**
 * Asks by which of these shares, being referral cards, nothing of whom is kept; nothing when there is no card. Read under the accounts' locks: who
 * turned a card down is forgotten under the same lock, so nothing of this person comes after.
 */
export function closedCardsStatement(shares: Iterable<KnownShare | null>): string[] {
  const cards = new Set<string>()
  for (const share of shares) if (share?.subject === 'referral') cards.add(literal.id(share.id))
  if (cards.size === 0) return []
  return [
    `SELECT f.shareId, ${IS_OVER} isOver, d.accountId
       FROM referrals f LEFT JOIN referral_addressees d ON d.referralId = f.id
      WHERE f.shareId IN (${[...cards].join(',')}) AND (${IS_OVER} OR f.sentAs = 'private')`,
  ]
}

/** A card that is over is closed to all, a private one to those who have not proved to have it; both stay open to the one who passed them on. */
export function closedTo(cards: readonly ClosedCard[]): (accountId: string, share: KnownShare | null) => boolean {
  const admitted = new Map<string, Set<string>>()
  for (const { shareId, isOver, accountId } of cards) {
    const accounts = admitted.get(shareId) ?? new Set()
    if (accountId !== null && Number(isOver) === 0) accounts.add(accountId)
    admitted.set(shareId, accounts)
  }
  return (accountId, share) =>
    share !== null && share.sharerAccountId !== accountId && admitted.get(share.id)?.has(accountId) === false
}
