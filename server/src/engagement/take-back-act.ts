import type { EngagementKind, EngagementSubject } from '@quanke/shared/domain/engagement'
import type { EntityManager } from 'typeorm'
import { lockTies } from './account-tie.queries'
import { takeFromTotals, type Counted } from './totals'

/**
 * Takes back an act that was noted by mistake: it stands on no timeline and counts in no roll-up any more. For acts that come by no share, whose
 * touches would tell of them too.
 */
export async function takeBackAct(
  tx: EntityManager,
  act: { accountId: string; kind: EngagementKind; subject: EngagementSubject; subjectId: string },
): Promise<void> {
  const { accountId, kind, subject, subjectId } = act
  await lockTies(tx, [accountId])
  const noted = await tx.query<(Counted & { id: Buffer })[]>(
    'SELECT * FROM engagements WHERE accountId = ? AND kind = ? AND subject = ? AND subjectId = ? AND shareId IS NULL',
    [accountId, kind, subject, subjectId],
  )
  if (noted.length === 0) return
  await takeFromTotals(tx, noted)
  await tx.query('DELETE FROM engagements WHERE id IN (?)', [noted.map(({ id }) => id)])
}
