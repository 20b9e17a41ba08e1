import type { EntityManager } from 'typeorm'
import { oneAtATime } from '../clients/binding.service'
import { livingRecords } from '../clients/living-record'
import type { Actor } from '../core/actor'
import { Refused } from '../core/refused'
import { lockAccount } from '../identity/lock-account'
import { lockRecords } from '../merges/lock-records'
import { caseRow, type CaseRow } from './case.queries'

/** Locks the person, the records of the case and the case itself, in this order, and reads it as it stands for this person. */
export async function lockCase(tx: EntityManager, actor: Actor, id: string): Promise<CaseRow> {
  await lockAccount(tx, actor.accountId)
  const seen = await caseRow(tx, actor, id)
  if (!seen) throw new Refused('case_not_found')
  await oneAtATime(tx)
  // What the two are part of now, too: nothing is merged or parted from here on.
  const ids = [seen.heldRecordId, ...(seen.otherRecordId === null ? [] : [seen.otherRecordId])]
  await lockRecords(tx, [...new Set([...ids, ...(await livingRecords(tx, ids))])])
  await tx.query('SELECT id FROM ownership_cases WHERE id = ? FOR UPDATE', [id])
  const row = await caseRow(tx, actor, id)
  if (!row) throw new Refused('case_not_found')
  return row
}
