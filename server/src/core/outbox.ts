import type { EventNews } from '@quanke/shared/domain/event'
import type { EntityManager } from 'typeorm'

/** What leaves the server, by kind, with what its handler needs. Ids only: personal data are read when it is sent. */
export interface OutboxPayloads {
  'message.new-request': { requestId: string }
  'message.introduction': { introductionId: string }
  'message.introduction-card': { introductionId: string }
  'message.introduction-agreed': { introductionId: string }
  'message.introduction-connected': { introductionId: string }
  'message.request-reminder': { requestId: string }
  'message.request-escalated': { requestId: string }
  'message.request-handed-over': { requestId: string; agentId: string }
  'message.thanks': { thanksId: string }
  'message.complaint': { stepId: string; accountId: string }
  'message.ownership-case': { stepId: string; accountId: string }
  'message.event': { registrationId: string; news: EventNews }
  'check.request-words': { requestId: string }
  'check.request-picture': { pictureId: string }
}

export type OutboxKind = keyof OutboxPayloads

/**
 * Notes inside the transaction what has to leave after its commit. A second note with the same kind and `dedupeKey` is the same note.
 */
export async function addToOutbox<K extends OutboxKind>(
  tx: EntityManager,
  kind: K,
  dedupeKey: string,
  payload: OutboxPayloads[K],
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO outbox_messages (kind, dedupeKey, payload, availableAt, createdAt) VALUES (?, ?, ?, ?, ?)
     ON DUPLICATE KEY UPDATE id = id`,
    [kind, `${kind}:${dedupeKey}`, JSON.stringify(payload), at, at],
  )
}

const CHUNK = 500

/** Like `addToOutbox`, for many at once. */
export async function addAllToOutbox<K extends OutboxKind>(
  tx: EntityManager,
  kind: K,
  notes: readonly { dedupeKey: string; payload: OutboxPayloads[K] }[],
  at: Date,
): Promise<void> {
  for (let start = 0; start < notes.length; start += CHUNK)
    await tx.query(
      'INSERT INTO outbox_messages (kind, dedupeKey, payload, availableAt, createdAt) VALUES ? ON DUPLICATE KEY UPDATE id = id',
      [
        notes
          .slice(start, start + CHUNK)
          .map(({ dedupeKey, payload }) => [kind, `${kind}:${dedupeKey}`, JSON.stringify(payload), at, at]),
      ],
    )
}
