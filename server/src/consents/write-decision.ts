import type { ConsentState, Purpose } from '@quanke/shared/domain/consent'
import type { EntityManager } from 'typeorm'
import type { Actor } from '../core/actor'
import { audit } from '../core/audit'

export interface WrittenDecision {
  accountId: string
  purpose: Purpose
  state: ConsentState
  textVersion: string
  /** The share through which the person was asked. */
  shareId: string | null
}

/** Writes how a purpose stands from now on, and the decision itself, which stays as the proof. */
export async function writeDecision(
  tx: EntityManager,
  actor: Actor,
  { accountId, purpose, state, textVersion, shareId }: WrittenDecision,
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO consents (accountId, purpose, state, textVersion, decidedAt) VALUES (?, ?, ?, ?, ?)
     ON DUPLICATE KEY UPDATE state = VALUES(state), textVersion = VALUES(textVersion), decidedAt = VALUES(decidedAt)`,
    [accountId, purpose, state, textVersion, at],
  )
  await tx.query(
    'INSERT INTO consent_decisions (accountId, purpose, state, textVersion, shareId, requestId, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [accountId, purpose, state, textVersion, shareId, actor.requestId, at],
  )
  await audit(tx, actor, `consent.${state}`, { kind: 'account', id: accountId }, at, { purpose, textVersion })
}
