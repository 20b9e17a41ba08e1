import {
  INTRODUCTION_MOVES,
  LIVE_INTRODUCTIONS,
  type IntroductionKind,
  type IntroductionStatus,
  type RequestStatus,
  type Urgency,
} from '@quanke/shared/domain/referral-request'
import { canMove } from '@quanke/shared/domain/moves'
import type { EntityManager } from 'typeorm'
import { answerHours } from '../organization/organization.queries'
import { deadlineOf } from './deadline.rules'
import { isForgotten, statusAfter } from './introduction.rules'
import { statusesOf } from './lock-request'

interface Moved {
  id: string
  requestId: string
  kind: IntroductionKind
  from: IntroductionStatus
  to: IntroductionStatus
  at: Date
}

/**
 * Moves an introduction on, and the request with it. Of a counterpart with whom it came to nothing only a count is left. The caller holds the
 * request's lock and has asked the rules.
 */
export async function moveIntroduction(tx: EntityManager, { id, requestId, kind, from, to, at }: Moved): Promise<void> {
  if (!canMove(INTRODUCTION_MOVES, from, to)) throw new Error(`an introduction does not move from ${from} to ${to}`)
  const isSettled = !LIVE_INTRODUCTIONS.includes(to)
  await tx.query('UPDATE introductions SET status = ?, settledAt = ? WHERE id = ?', [to, isSettled ? at : null, id])
  if (isSettled && to !== 'connected' && kind !== 'provider') await forgetCounterpart(tx, id, isForgotten(kind, to))
  await settleRequest(tx, requestId, at)
  if (CAME_TO_NOTHING.includes(to)) await waitAnew(tx, requestId, at)
}

/** What was offered ended without anybody's taking it back. */
const CAME_TO_NOTHING: readonly IntroductionStatus[] = ['declined', 'refused', 'expired']

/**
 * Nothing is left of what was offered, so the client waits for another answer: it is due within the usual time from now on. One that lies with the leader
 * goes on doing so.
 */
export async function waitAnew(tx: EntityManager, requestId: string, at: Date): Promise<void> {
  const [request] = await tx.query<{ urgency: Urgency }[]>(
    "SELECT urgency FROM referral_requests WHERE id = ? AND status = 'open' AND firstAnsweredAt IS NOT NULL AND escalatedAt IS NULL",
    [requestId],
  )
  if (!request) return
  const { remindAt, answerBy } = deadlineOf(at, request.urgency, await answerHours(tx))
  await tx.query(
    'UPDATE referral_requests SET firstAnsweredAt = NULL, remindedAt = NULL, remindAt = ?, answerBy = ? WHERE id = ?',
    [remindAt, answerBy, requestId],
  )
}

/** What the counterpart gave goes; of a person also what the introducer said. */
async function forgetCounterpart(tx: EntityManager, id: string, isPerson: boolean): Promise<void> {
  await tx.query(
    'UPDATE introductions SET contactEnc = NULL, counterpartAccountId = NULL, counterpartAgreedAt = NULL WHERE id = ?',
    [id],
  )
  if (isPerson) await tx.query("UPDATE introductions SET name = '', words = '' WHERE id = ?", [id])
}

/** The status of the request, as its introductions have it now. */
async function settleRequest(tx: EntityManager, requestId: string, at: Date): Promise<void> {
  const [request] = await tx.query<{ status: RequestStatus }[]>('SELECT status FROM referral_requests WHERE id = ?', [
    requestId,
  ])
  if (!request || request.status === 'closed' || request.status === 'withdrawn') return
  const standing = [...(await statusesOf(tx, requestId, at)).values()]
  await tx.query('UPDATE referral_requests SET status = ? WHERE id = ?', [
    statusAfter(request.status, standing),
    requestId,
  ])
}

/** The request is over: what still waited for somebody's answer is taken back. The caller holds the request's lock. */
export async function endIntroductions(tx: EntityManager, requestId: string, at: Date): Promise<void> {
  const waiting = await tx.query<{ id: string; kind: IntroductionKind; status: IntroductionStatus }[]>(
    'SELECT id, kind, status FROM introductions WHERE requestId = ? AND status IN (?)',
    [requestId, LIVE_INTRODUCTIONS],
  )
  for (const { id, kind, status } of waiting)
    await moveIntroduction(tx, { id, requestId, kind, from: status, to: 'withdrawn', at })
}

/**
 * A client took back the consent to be served: what counterparts gave for this client goes too. Those who were introduced see nothing of the client
 * any more, since the record is closed (domain rules, section 9).
 */
export async function endIntroductionsOfRecord(tx: EntityManager, recordId: string, at: Date): Promise<void> {
  const requests = await tx.query<{ id: string }[]>(
    'SELECT id FROM referral_requests WHERE recordId = ? ORDER BY id FOR UPDATE',
    [recordId],
  )
  for (const { id } of requests) {
    await endIntroductions(tx, id, at)
    await tx.query('DELETE FROM request_pictures WHERE requestId = ?', [id])
    const connected = await tx.query<{ id: string; kind: IntroductionKind }[]>(
      "SELECT id, kind FROM introductions WHERE requestId = ? AND status = 'connected' AND kind <> 'provider'",
      [id],
    )
    for (const one of connected)
      await moveIntroduction(tx, { ...one, requestId: id, from: 'connected', to: 'withdrawn', at })
  }
}
