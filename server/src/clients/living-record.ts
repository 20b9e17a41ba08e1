import type { EntityManager } from 'typeorm'

/** Merges of merges end somewhere; a circle cannot be made, and would not be followed for ever. */
export const DEEPEST_MERGE = 20

/** The records that these are part of now: themselves, or what they were merged into. Each once. */
export async function livingRecords(db: Pick<EntityManager, 'query'>, ids: readonly string[]): Promise<string[]> {
  return [...new Set((await livingRecordOf(db, ids)).values())]
}

/** For each of these records the one that it is part of now. */
export async function livingRecordOf(
  db: Pick<EntityManager, 'query'>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const living = new Map(ids.map((id) => [id, id]))
  for (let depth = 0; depth < DEEPEST_MERGE && living.size > 0; depth += 1) {
    const merged = await db.query<{ mergedId: string; survivorId: string }[]>(
      'SELECT activeMergedRecordId mergedId, survivorRecordId survivorId FROM record_merges WHERE activeMergedRecordId IN (?)',
      [[...new Set(living.values())]],
    )
    if (merged.length === 0) return living
    const into = new Map(merged.map(({ mergedId, survivorId }) => [mergedId, survivorId]))
    for (const [id, now] of living) living.set(id, into.get(now) ?? now)
  }
  return living
}

/** This record and every one that is part of it now. */
export async function recordsWithin(db: Pick<EntityManager, 'query'>, id: string): Promise<string[]> {
  const within = [id]
  for (let next = [id]; next.length > 0 && within.length < 200;) {
    const merged = await db.query<{ mergedId: string }[]>(
      'SELECT activeMergedRecordId mergedId FROM record_merges WHERE survivorRecordId IN (?) AND activeMergedRecordId IS NOT NULL',
      [next],
    )
    next = merged.map(({ mergedId }) => mergedId)
    within.push(...next)
  }
  return within
}
