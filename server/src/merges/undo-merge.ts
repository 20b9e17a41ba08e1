import type { EntityManager } from 'typeorm'
import { changeOwner } from '../clients/change-owner'
import { keepOwnerChange } from '../clients/keep-owner-change'
import { audit, type AuditActor } from '../core/audit'
import { moveToRecord } from '../engagement/totals'
import { settleFirstPolicy } from '../policies/first-policy'
import { noteParting } from '../provenance/acts'
import type { RecordMerge } from './record-merge.entity'
import { returnPlacesAside } from './return-places'
import { ownerAfterUndo } from './merge.rules'
import { LISTED, OF_AN_ACCOUNT } from './record-columns'

export interface Undoing {
  merge: RecordMerge
  /** What the record that stayed was merged into since, one upon the other: everything of it is with the last one. */
  mergedInto?: readonly string[]
  reason: string
  actor: AuditActor
  at: Date
  /** The case that parts them. */
  byCase?: string
}

/**
 * Parts two records again: everything goes with the account that did it, before or after the merge, so nothing is lost either way. The caller holds
 * the locks of both records and has decided.
 */
export async function undoMerge(tx: EntityManager, undoing: Undoing): Promise<void> {
  const { mergedInto = [], reason, actor, at } = undoing
  const survivorId = mergedInto.at(-1) ?? undoing.merge.survivorRecordId
  const merge = { ...undoing.merge, survivorRecordId: survivorId }
  const mergedId = merge.mergedRecordId
  const accountIds = await accountsThatReturn(tx, merge)
  await restoreRecord(tx, merge)
  await tx.query('UPDATE wechat_accounts SET recordId = ? WHERE id IN (?)', [mergedId, orNone(accountIds)])
  for (const { table, record, account } of OF_AN_ACCOUNT)
    await tx.query(`UPDATE ${table} SET ${record} = ? WHERE ${record} = ? AND ${account} IN (?)`, [
      mergedId,
      survivorId,
      orNone(accountIds),
    ])
  await returnListed(tx, merge, accountIds)
  await moveToRecord(tx, survivorId, mergedId, accountIds)
  for (const id of [survivorId, mergedId]) await closeWhereWithdrawn(tx, id)
  const lentTo = [undoing.merge.survivorRecordId, ...mergedInto]
  await returnName(tx, { mergedId, lentTo, accountIds })
  await returnNumber(tx, { mergedId, lentTo, accountIds })
  await nameAnew(tx, survivorId, mergedId)
  await tx.query(
    'UPDATE record_merges SET activeMergedRecordId = NULL, livingRecordId = NULL, survivorName = NULL, undoneAt = ?, undoneByAccountId = ?, undoReason = ? WHERE id = ?',
    [at, actor.accountId ?? null, reason, merge.id],
  )
  noteParting(tx, merge.id, at)
  await returnMerged(tx, mergedId)
  await returnOwner(tx, { ...undoing, merge })
  for (const id of [survivorId, mergedId]) await settleFirstPolicy(tx, id, at)
  await returnPlacesAside(tx, actor, { undone: merge, recordIds: [survivorId, mergedId], at })
  await audit(tx, actor, 'client.merge-undone', { kind: 'client', id: survivorId }, at, { mergedId, mergeId: merge.id })
}

/** An empty list is no SQL. */
const orNone = (ids: readonly string[]): readonly string[] => (ids.length > 0 ? ids : ['0'])

async function accountsThatReturn(tx: EntityManager, { accountIds, survivorRecordId }: RecordMerge): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    'SELECT id FROM wechat_accounts WHERE id IN (?) AND recordId = ? ORDER BY id',
    [orNone(accountIds), survivorRecordId],
  )
  return rows.map(({ id }) => id)
}

/** The record is there again with the owner that everything of it has at this moment. */
async function restoreRecord(tx: EntityManager, merge: RecordMerge): Promise<void> {
  await tx.query(
    `UPDATE client_records m JOIN client_records s ON s.id = ?
        SET m.status = s.status, m.ownerAgentId = s.ownerAgentId WHERE m.id = ?`,
    [merge.survivorRecordId, merge.mergedRecordId],
  )
}

interface Lent {
  mergedId: string
  /** What the record was part of, the nearest first. */
  lentTo: readonly string[]
  /** The accounts that are the record's again. */
  accountIds: readonly string[]
}

/** A name that one of these accounts said while the two were one is that person's; the other is addressed as before. */
async function returnName(tx: EntityManager, { mergedId, lentTo, accountIds }: Lent): Promise<void> {
  let from = mergedId
  for (const into of lentTo) {
    const [said] = await tx.query<{ name: string; accountId: string; before: string }[]>(
      `SELECT s.displayName name, s.namedByAccountId accountId,
              COALESCE(x.survivorName, (SELECT a.alias FROM wechat_accounts a WHERE a.recordId = s.id ORDER BY a.id LIMIT 1), '') \`before\`
         FROM client_records s JOIN record_merges x ON x.activeMergedRecordId = ? WHERE s.id = ? AND s.namedByAccountId IN (?)`,
      [from, into, orNone(accountIds)],
    )
    if (said) {
      const sql = 'UPDATE client_records SET displayName = ?, namedByAccountId = ? WHERE id = ?'
      await tx.query(sql, [said.name, said.accountId, mergedId])
      await tx.query(sql, [said.before, null, into])
    }
    from = into
  }
}

/** A number goes with the accounts that have it. */
async function returnNumber(tx: EntityManager, { mergedId, lentTo, accountIds }: Lent): Promise<void> {
  const livingId = lentTo.at(-1)!
  await tx.query(
    `UPDATE client_records s JOIN client_records m ON m.id = ?
        SET s.phoneEnc = NULL, s.phoneHash = NULL
      WHERE s.id IN (?) AND NOT EXISTS (SELECT 1 FROM wechat_accounts o WHERE o.recordId = ? AND o.phoneHash = s.phoneHash)
        AND (s.phoneHash = m.phoneHash OR EXISTS (SELECT 1 FROM wechat_accounts a WHERE a.id IN (?) AND a.phoneHash = s.phoneHash))`,
    [mergedId, lentTo, livingId, orNone(accountIds)],
  )
  await tx.query(
    `UPDATE client_records r JOIN wechat_accounts a
         ON a.id = (SELECT MIN(id) FROM wechat_accounts WHERE recordId = r.id AND phoneHash IS NOT NULL)
        SET r.phoneEnc = a.phoneEnc, r.phoneHash = a.phoneHash WHERE r.id IN (?) AND r.status = 'active' AND r.phoneHash IS NULL`,
    [[mergedId, livingId]],
  )
}

/** A consent that was taken back while the two were one binds each of whose person it was: a record that nobody consents to is closed. */
async function closeWhereWithdrawn(tx: EntityManager, recordId: string): Promise<void> {
  await tx.query(
    `UPDATE client_records r SET r.status = 'withdrawn' WHERE r.id = ? AND r.status = 'active'
        AND EXISTS (SELECT 1 FROM wechat_accounts a JOIN consents c ON c.accountId = a.id AND c.purpose = 'be_served' AND c.state = 'withdrawn'
                     WHERE a.recordId = r.id)
        AND NOT EXISTS (SELECT 1 FROM wechat_accounts a JOIN consents c ON c.accountId = a.id AND c.purpose = 'be_served' AND c.state = 'given'
                         WHERE a.recordId = r.id)`,
    [recordId],
  )
}

/**
 * A consent that was taken back while the two were one forgot who either was. Whoever has said yes again since is told by the name that was given then,
 * which was of that person alone if the other has not; who has not is forgotten.
 */
async function nameAnew(tx: EntityManager, survivorId: string, mergedId: string): Promise<void> {
  await tx.query(
    `UPDATE client_records m JOIN client_records s ON s.id = ?
       JOIN wechat_accounts a ON a.id = (SELECT MIN(id) FROM wechat_accounts WHERE recordId = m.id)
        SET m.displayName = IF(s.status = 'withdrawn' AND s.displayName <> '', s.displayName, a.alias)
      WHERE m.id = ? AND m.status = 'active' AND m.displayName = ''`,
    [survivorId, mergedId],
  )
  await tx.query(
    "UPDATE client_records SET displayName = '', namedByAccountId = NULL, phoneEnc = NULL, phoneHash = NULL WHERE id IN (?) AND status = 'withdrawn'",
    [[survivorId, mergedId]],
  )
}

/** What had become part of the merged record, one upon the other, is part of it again. */
async function returnMerged(tx: EntityManager, mergedId: string): Promise<void> {
  for (let into = [mergedId]; into.length > 0;) {
    const merged = await tx.query<{ id: string }[]>(
      'SELECT mergedRecordId id FROM record_merges WHERE survivorRecordId IN (?) AND activeMergedRecordId IS NOT NULL',
      [into],
    )
    into = merged.map(({ id }) => id)
    await tx.query('UPDATE record_merges SET livingRecordId = ? WHERE activeMergedRecordId IN (?)', [
      mergedId,
      orNone(into),
    ])
  }
}

/** What the merge lists, and any referral by which one of these accounts has come since. */
async function returnListed(tx: EntityManager, merge: RecordMerge, accountIds: readonly string[]): Promise<void> {
  const [to, from] = [merge.mergedRecordId, merge.survivorRecordId]
  for (const { table, record, what } of LISTED)
    await tx.query(`UPDATE ${table} SET ${record} = ? WHERE ${record} = ? AND id IN (?)`, [
      to,
      from,
      orNone(merge.listedIds[what] ?? []),
    ])
  await tx.query(
    `UPDATE referrals f SET f.friendRecordId = ? WHERE f.friendRecordId = ? AND EXISTS (
       SELECT 1 FROM referral_moves v WHERE v.referralId = f.id AND v.toStatus = 'consented' AND v.mover = 'friend' AND v.actorAccountId IN (?))`,
    [to, from, orNone(accountIds)],
  )
}

async function returnOwner(tx: EntityManager, undoing: Undoing): Promise<void> {
  const { merge, reason, actor, at } = undoing
  const [now] = await tx.query<{ ownerAgentId: string | null }[]>(
    'SELECT ownerAgentId FROM client_records WHERE id = ?',
    [merge.mergedRecordId],
  )
  const current = now?.ownerAgentId ?? null
  const [before] = await tx.query<{ status: string }[]>('SELECT status FROM agents WHERE id = ?', [
    merge.mergedOwnerAgentId,
  ])
  const owner = ownerAfterUndo({
    survivorOwner: current,
    ownerAtMerge: merge.ownerAgentId,
    mergedOwnerBefore: merge.mergedOwnerAgentId,
    isBeforeActive: before?.status === 'active',
  })
  const toAgentId = owner
  const recordId = merge.mergedRecordId
  if (toAgentId !== current) {
    await changeOwner(tx, { recordId, toAgentId, rule: 'merge_undone', reason, actor, at, byCase: undoing.byCase })
    await tx.query('UPDATE client_records SET bindingRule = ? WHERE id = ?', [merge.mergedBindingRule, recordId])
  } else if (current !== merge.ownerAgentId) {
    // It changed owner while it was part of the other: that stands in its own history too.
    await tx.query("UPDATE client_records SET bindingRule = 'merge_undone' WHERE id = ?", [recordId])
    const change = { recordId, fromAgentId: merge.ownerAgentId, toAgentId: current, rule: 'merge_undone', reason, at }
    await keepOwnerChange(tx, { ...change, actorAccountId: actor.accountId ?? null })
  }
}
