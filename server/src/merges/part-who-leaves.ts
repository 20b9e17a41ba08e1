import { PARTED_BY_ITSELF } from '@quanke/shared/domain/merge'
import type { EntityManager } from 'typeorm'
import { recordsWithin } from '../clients/living-record'
import type { Actor } from '../core/actor'
import { recordOfAccount } from '../identity/record-in-force'
import { lockRecords } from './lock-records'
import { mergesInto } from './merge.queries'
import { mergeToPart, wayUp, type AccountInRecord } from './merge.rules'
import { undoMerge } from './undo-merge'

/**
 * Somebody takes the consent back whose record was merged with that of others: who has said yes, and is another person as far as WeChat tells, goes on
 * as before the merge. So that nothing of either stays with the other, the merge is undone.
 */
export async function partWhoLeaves(tx: EntityManager, actor: Actor, at: Date): Promise<void> {
  for (let isLocked = false; ; isLocked = true) {
    const livingId = await recordOfAccount(tx, actor.accountId)
    const within = livingId === null ? [] : await recordsWithin(tx, livingId)
    if (livingId === null || within.length === 1) return
    if (!isLocked) await lockRecords(tx, within)
    const merges = await mergesInto(tx, [livingId])
    const merge = mergeToPart(actor.accountId, await accountsOf(tx, livingId), merges)
    if (!merge) return
    const mergedInto = wayUp(merge.survivorRecordId, merges)
    const byCase = merge.caseId === null ? {} : { byCase: merge.caseId }
    await undoMerge(tx, { merge, mergedInto, reason: PARTED_BY_ITSELF, actor, at, ...byCase })
  }
}

async function accountsOf(tx: EntityManager, recordId: string): Promise<AccountInRecord[]> {
  const rows = await tx.query<(Omit<AccountInRecord, 'saysYes'> & { saysYes: number })[]>(
    `SELECT a.id, HEX(a.phoneHash) phone, a.unionid, a.closedAt IS NULL AND c.state <=> 'given' saysYes
       FROM wechat_accounts a LEFT JOIN consents c ON c.accountId = a.id AND c.purpose = 'be_served' WHERE a.recordId = ? ORDER BY a.id`,
    [recordId],
  )
  return rows.map((row) => ({ ...row, saysYes: Number(row.saysYes) === 1 }))
}
