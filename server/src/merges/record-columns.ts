/**
 * Where a client record is named in the database, and what becomes of it when two records are one. A test compares these lists with the schema, so
 * that a new table cannot be forgotten.
 */

/** Rows that one account made: they are where their account is. */
export const OF_AN_ACCOUNT = [
  { table: 'referral_requests', record: 'recordId', account: 'accountId', what: 'requests' },
  { table: 'referrals', record: 'referrerRecordId', account: 'referrerAccountId', what: 'given' },
  { table: 'complaints', record: 'recordId', account: 'accountId', what: 'complaints' },
] as const

/**
 * Rows that belong to the record itself: the merge lists them, so that they can go back. Of what there is only one of for a record, the survivor's own
 * stays, and the merged record keeps its.
 */
export const LISTED = [
  { table: 'referrals', record: 'friendRecordId', what: 'received', onePer: null },
  { table: 'policies', record: 'recordId', what: 'policies', onePer: null },
  { table: 'outreach_members', record: 'recordId', what: 'plans', onePer: 'planId' },
] as const

/** Moved by code of their own: the accounts themselves, engagements with their roll-ups, and what earlier merges are part of. */
export const BY_THEMSELVES = [
  'wechat_accounts.recordId',
  'engagements.recordId',
  'record_merges.livingRecordId',
] as const

/** History stands where it was written, and is read together with that of the record it belongs to now. */
export const HISTORY = [
  // Told to one agent at one moment, and once: the client it names is that of the moment.
  'agent_notices.recordId',
  'binding_decisions.recordId',
  'ownership_changes.recordId',
  'record_merges.activeMergedRecordId',
  'record_merges.mergedRecordId',
  'record_merges.survivorRecordId',
] as const
