import type { DataSource, EntityManager } from 'typeorm'
import { livingRecordOf } from '../clients/living-record'
import { countOnce, type CountedOnce, type DrawnLine } from './same-person.rules'

type Db = DataSource | EntityManager

/** Who is in this plan twice since records were merged. Figures that are final are not asked again: what was merged later changes nothing in them. */
export async function drawnTwice(db: Db, planId: string): Promise<CountedOnce> {
  const merged = await db.query<Omit<DrawnLine, 'livingRecordId'>[]>(
    `SELECT m.id, m.recordId, m.drawnAt FROM outreach_members m JOIN record_merges x ON x.activeMergedRecordId = m.recordId
      WHERE m.planId = ? AND m.settled IS NULL`,
    [planId],
  )
  if (merged.length === 0) return countOnce([])
  const living = await livingRecordOf(
    db,
    merged.map(({ recordId }) => recordId),
  )
  const own = await db.query<Omit<DrawnLine, 'livingRecordId'>[]>(
    'SELECT id, recordId, drawnAt FROM outreach_members WHERE planId = ? AND recordId IN (?)',
    [planId, [...new Set(living.values())]],
  )
  return countOnce(
    [...merged, ...own].map((line) => ({ ...line, livingRecordId: living.get(line.recordId) ?? line.recordId })),
  )
}
