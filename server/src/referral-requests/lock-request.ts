import type { EntityManager } from 'typeorm'
import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import type { IntroductionStatus } from '@quanke/shared/domain/referral-request'
import type { Actor } from '../core/actor'
import { Refused } from '../core/refused'
import { introductionNow } from './introduction.rules'
import { requestRow, requestViews, type ViewTools } from './request.queries'
import type { RequestRow } from './request.view'

/** Locks the request, then reads it as it stands. */
export async function lockRequest(
  tx: EntityManager,
  viewer: Pick<Actor, 'accountId'>,
  id: string,
): Promise<RequestRow | null> {
  await tx.query('SELECT id FROM referral_requests WHERE id = ? FOR UPDATE', [id])
  return requestRow(tx, viewer, id)
}

/** The request as the actor sees it after a write. */
export async function viewAfter(tx: EntityManager, tools: ViewTools, actor: Actor, id: string): Promise<RequestView> {
  const row = await requestRow(tx, actor, id)
  const [view] = row ? await requestViews(tx, tools, actor, [row]) : []
  if (!view) throw new Refused('request_not_found')
  return view
}

/** How each introduction of a request stands at this moment; the caller holds the request's lock. */
export async function statusesOf(
  tx: EntityManager,
  requestId: string,
  now: Date,
): Promise<Map<string, IntroductionStatus>> {
  const rows = await tx.query<{ id: string; status: IntroductionStatus; expiresAt: Date | null }[]>(
    'SELECT id, status, expiresAt FROM introductions WHERE requestId = ?',
    [requestId],
  )
  return new Map(rows.map((row) => [row.id, introductionNow(row, now)]))
}
