import type { EntityManager } from 'typeorm'
import { decisionWithoutCard, withoutCard, type BindingDecision, type BindingInputs } from '../clients/binding.rules'
import { fromJson } from '../core/json'
import { untieFromShare } from '../engagement/totals'
import { forgetArrival, forgetFriend } from '../provenance/persons'

/** Everything by which a friend is known: the accounts, and the record with those that have become part of it. */
export interface Friend {
  accountIds: readonly string[]
  recordIds: readonly string[]
}

interface Card {
  id: string
  shareId: string | null
}

/** What a person does may name the share by which it came. */
const NAMING_A_SHARE = ['memberships', 'event_registrations', 'consent_decisions'] as const

/**
 * Parts a friend from the card by which the friend came: what the friend did stays the friend's, that somebody came stays the card's, and nothing tells
 * any more that the two belong together (domain rules, section 8). The record goes on saying that it came by a referral, and not by which: so it is
 * counted as before, and so is who returns. The caller holds the locks of the accounts, of the record and of the referral.
 */
export async function partFromCard(tx: EntityManager, friend: Friend, card: Card, at: Date): Promise<void> {
  const { accountIds, recordIds } = friend
  await forgetFriend(tx, accountIds, card.id, at)
  if (card.shareId !== null) await forgetWay(tx, accountIds, card.shareId, at)
  await tx.query('UPDATE client_records SET provenanceReferralId = NULL WHERE provenanceReferralId = ? AND id IN (?)', [
    card.id,
    recordIds,
  ])
  await tx.query('UPDATE referrals SET friendRecordId = NULL WHERE id = ?', [card.id])
  await tx.query("UPDATE referral_moves SET actorAccountId = NULL WHERE referralId = ? AND mover = 'friend'", [card.id])
  // One that has come to its end stays as it ended, without whoever had the card.
  await tx.query('DELETE FROM referral_addressees WHERE referralId = ?', [card.id])
  await tx.query('DELETE FROM agent_notices WHERE referralId = ? AND recordId IN (?)', [card.id, recordIds])
  await forgetInDecisions(tx, accountIds, card)
  await forgetInMerges(tx, recordIds, card)
  await forgetInCases(tx, recordIds, card)
  await forgetInAudit(tx, friend, card)
}

/**
 * Somebody has nothing to do with a card that was on the way to becoming a client: the record goes on saying that it came by a share, and not by which.
 * The caller holds the account's lock.
 */
export async function forgetCardAsSource(tx: EntityManager, accountId: string, card: Card): Promise<void> {
  await forgetInDecisions(tx, [accountId], card)
  await tx.query(
    `UPDATE client_records SET provenanceShareId = NULL
      WHERE provenanceShareId = ? AND id IN (SELECT recordId FROM binding_decisions WHERE accountId = ?)`,
    [card.shareId, accountId],
  )
}

async function forgetWay(tx: EntityManager, accountIds: readonly string[], shareId: string, at: Date): Promise<void> {
  for (const accountId of accountIds) {
    await untieFromShare(tx, accountId, shareId)
    await tx.query('DELETE FROM touches WHERE accountId = ? AND shareId = ?', [accountId, shareId])
    await forgetArrival(tx, accountId, shareId, at)
  }
  for (const table of NAMING_A_SHARE)
    await tx.query(`UPDATE ${table} SET shareId = NULL WHERE accountId IN (?) AND shareId = ?`, [accountIds, shareId])
}

/** The decision stays, and that there was a referral to this agent: only which one goes. */
async function forgetInDecisions(tx: EntityManager, accountIds: readonly string[], card: Card): Promise<void> {
  const rows = await tx.query<{ id: string; inputs: unknown; decision: unknown }[]>(
    'SELECT id, inputs, decision FROM binding_decisions WHERE accountId IN (?)',
    [accountIds],
  )
  for (const { id, inputs, decision } of rows) {
    const without = withoutCard(fromJson<BindingInputs>(inputs), card)
    const decided = decisionWithoutCard(fromJson<BindingDecision>(decision), card)
    await tx.query('UPDATE binding_decisions SET inputs = ?, decision = ? WHERE id = ?', [
      JSON.stringify(without),
      JSON.stringify(decided),
      id,
    ])
  }
}

/** A merge lists the referrals by which the record came that is part of another now. */
async function forgetInMerges(tx: EntityManager, recordIds: readonly string[], card: Card): Promise<void> {
  const rows = await tx.query<{ id: string; listedIds: unknown }[]>(
    'SELECT id, listedIds FROM record_merges WHERE survivorRecordId IN (?) OR mergedRecordId IN (?)',
    [recordIds, recordIds],
  )
  for (const { id, listedIds } of rows) {
    const listed = fromJson<{ received?: string[] }>(listedIds)
    if (!listed.received?.includes(card.id)) continue
    const without = { ...listed, received: listed.received.filter((one) => one !== card.id) }
    await tx.query('UPDATE record_merges SET listedIds = ? WHERE id = ?', [JSON.stringify(without), id])
  }
}

/** What a side of a case pointed to stays a pointer, to something that is not shown any more. */
async function forgetInCases(tx: EntityManager, recordIds: readonly string[], card: Card): Promise<void> {
  const rows = await tx.query<{ id: string; pointsTo: unknown }[]>(
    `SELECT e.id, e.pointsTo FROM ownership_cases c JOIN ownership_case_evidence e ON e.caseId = c.id
      WHERE c.heldRecordId IN (?) OR c.otherRecordId IN (?)`,
    [recordIds, recordIds],
  )
  const forgotten = (kind: string, id: string): boolean =>
    (kind === 'referral' && id === card.id) || (kind === 'share' && id === card.shareId)
  for (const { id, pointsTo } of rows) {
    const pointers = fromJson<{ kind: string; id: string }[]>(pointsTo)
    const without = pointers.map((one) => (forgotten(one.kind, one.id) ? { ...one, id: '0' } : one))
    await tx.query('UPDATE ownership_case_evidence SET pointsTo = ? WHERE id = ?', [JSON.stringify(without), id])
  }
}

/** What was done stays in the audit log: of the card without the friend and the request, by which other lines would tell who it was; of the friend without the card. */
async function forgetInAudit(
  tx: EntityManager,
  { accountIds, recordIds }: Friend,
  { id, shareId }: Card,
): Promise<void> {
  await tx.query(
    `UPDATE audit_entries SET accountId = IF(accountId IN (?), NULL, accountId), requestId = '', detail = JSON_REMOVE(detail, '$.recordId')
      WHERE ((subjectKind = 'referral' AND subjectId = ?) OR (subjectKind = 'share' AND subjectId = ?))
        AND (accountId IN (?) OR ${told('recordId')} IN (?))`,
    [accountIds, id, shareId, accountIds, recordIds],
  )
  await tx.query(
    `UPDATE audit_entries SET detail = JSON_REMOVE(detail, '$.shareId') WHERE accountId IN (?) AND ${told('shareId')} = ?`,
    [accountIds, shareId],
  )
  await tx.query(
    `UPDATE audit_entries SET detail = JSON_REMOVE(detail, '$.referralId')
      WHERE ((subjectKind = 'policy' AND subjectId IN (SELECT CAST(id AS CHAR) FROM policies WHERE recordId IN (?)))
             OR (subjectKind = 'client' AND subjectId IN (?))) AND ${told('referralId')} = ?`,
    [recordIds, recordIds, id],
  )
}

const told = (name: string): string => `JSON_UNQUOTE(JSON_EXTRACT(detail, '$.${name}'))`
