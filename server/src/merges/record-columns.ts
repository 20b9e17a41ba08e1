/**
 * Where a client record is named in the database, and what becomes of it when two records are one. A test compares these lists with the schema, so
 * that a new table cannot be forgotten.
 */

/** Rows that one account made: they are where their account is. */
export const OF_AN_ACCOUNT = [
  { table: 'referral_requests', record: 'recordId', account: 'accountId', what: 'requests' },
  { table: 'referrals', record: 'referrerRecordId', account: 'referrerAccountId', what: 'given' },
] as const

/** Moved by code of their own: the accounts themselves, engagements with their roll-ups, and the referral by which the person came. */
export const BY_THEMSELVES = ['wechat_accounts.recordId', 'engagements.recordId', 'referrals.friendRecordId'] as const

/** History stands where it was written, and is read together with that of the record it belongs to now. */
export const HISTORY = [
  'binding_decisions.recordId',
  'ownership_changes.recordId',
  'record_merges.activeMergedRecordId',
  'record_merges.mergedRecordId',
  'record_merges.survivorRecordId',
] as const
