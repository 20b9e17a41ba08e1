import type { AskForReferral } from '@quanke/shared/contracts/referral-requests'
import type { EntityManager } from 'typeorm'
import type { ClientActor } from '../core/actor'
import type { Deadline } from '../core/deadline.rules'
import type { Answers } from './referral-request.entity'
import { answersIn, type RequestRow } from './request.view'

export type MadeRequest = Pick<
  RequestRow,
  'id' | 'accountId' | 'category' | 'words' | 'answers' | 'version' | 'urgency' | 'audience' | 'groupId'
>

export async function requestWithKey(tx: EntityManager, key: string): Promise<MadeRequest | null> {
  const [row] = await tx.query<MadeRequest[]>(
    'SELECT id, accountId, category, words, answers, version, urgency, audience, groupId FROM referral_requests WHERE creationKey = ?',
    [key],
  )
  return row ?? null
}

type NewRequest = Omit<AskForReferral, 'groupId' | 'answers'> & Deadline & { groupId: string | null; answers: Answers }

export async function insertRequest(
  tx: EntityManager,
  { accountId, recordId }: ClientActor,
  { key, category, words, answers, urgency, audience, groupId, remindAt, answerBy }: NewRequest,
  at: Date,
): Promise<string> {
  const { insertId } = await tx.query<{ insertId: string }>(
    `INSERT INTO referral_requests (creationKey, accountId, recordId, category, words, answers, urgency, audience, groupId, wordsReview,
                                    status, askedAt, remindAt, answerBy)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', 'open', ?, ?, ?)`,
    [
      key, accountId, recordId, category, words, JSON.stringify(answers), urgency, audience, groupId, at, remindAt, answerBy,
    ],
  ) // prettier-ignore
  return String(insertId)
}

/** Keeps the request as it is now, before it is changed. */
export async function keepVersion(tx: EntityManager, request: RequestRow, at: Date): Promise<void> {
  await tx.query(
    'INSERT INTO request_edits (requestId, version, words, answers, urgency, at) VALUES (?, ?, ?, ?, ?, ?)',
    [request.id, request.version, request.words, JSON.stringify(answersIn(request)), request.urgency, at],
  )
}

export async function hasOwner(tx: EntityManager, recordId: string): Promise<boolean> {
  const [record] = await tx.query<{ ownerAgentId: string | null }[]>(
    "SELECT ownerAgentId FROM client_records WHERE id = ? AND status = 'active'",
    [recordId],
  )
  return record?.ownerAgentId != null
}

export async function isMember(tx: EntityManager, groupId: string, accountId: string): Promise<boolean> {
  const [membership] = await tx.query<{ id: string }[]>(
    "SELECT id FROM memberships WHERE groupId = ? AND accountId = ? AND status = 'active'",
    [groupId, accountId],
  )
  return membership !== undefined
}
