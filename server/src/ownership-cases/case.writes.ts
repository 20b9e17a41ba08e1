import type { EntityManager } from 'typeorm'
import { recordsWithin } from '../clients/living-record'
import { recordsOfNumber } from '../clients/records-of-number'
import type { OwnershipCaseEvidence } from './ownership-case-evidence.entity'

/** The record in force with this number, or null; of several the one with the oldest binding. */
export async function disputedRecord(
  tx: EntityManager,
  phoneHash: Buffer,
): Promise<{ id: string; ownerAgentId: string | null } | null> {
  const ids = await recordsOfNumber(tx, phoneHash)
  if (ids.length === 0) return null
  const [record] = await tx.query<{ id: string; ownerAgentId: string | null }[]>(
    `SELECT id, ownerAgentId FROM client_records WHERE id IN (?) AND status = 'active' ORDER BY becameClientAt, id LIMIT 1`,
    [ids],
  )
  return record ?? null
}

/** Of one client there is one dispute at a time. */
export const disputeKey = (recordId: string): string => `dispute:${recordId}`

/** Whether this client, or a record that became part of this one, is in dispute already. */
export async function isDisputed(tx: EntityManager, recordId: string): Promise<boolean> {
  const keys = (await recordsWithin(tx, recordId)).map(disputeKey)
  return (await tx.query<unknown[]>('SELECT id FROM ownership_cases WHERE openKey IN (?)', [keys])).length > 0
}

/** The case that was stated with this key, whoever did it. */
export async function caseWithKey(tx: EntityManager, key: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }[]>('SELECT id FROM ownership_cases WHERE creationKey = ?', [key])
  return row?.id ?? null
}

/** The evidence that was given with this key, whoever did it. */
export async function evidenceWithKey(tx: EntityManager, key: string): Promise<OwnershipCaseEvidence | null> {
  const [row] = await tx.query<OwnershipCaseEvidence[]>('SELECT * FROM ownership_case_evidence WHERE creationKey = ?', [
    key,
  ])
  return row ?? null
}

export type NewEvidence = Pick<OwnershipCaseEvidence, 'caseId' | 'agentId' | 'side' | 'words' | 'pointsTo' | 'at'> & {
  key: string
}

export async function keepEvidence(
  tx: EntityManager,
  { key, caseId, agentId, side, words, pointsTo, at }: NewEvidence,
): Promise<void> {
  await tx.query(
    `INSERT INTO ownership_case_evidence (creationKey, caseId, agentId, side, words, pointsTo, at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [key, caseId, agentId, side, words, JSON.stringify(pointsTo), at],
  )
}
