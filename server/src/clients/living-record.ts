import type { EntityManager } from 'typeorm'

/** Merges of merges end somewhere; a circle cannot be made, and would not be followed for ever. */
const DEEPEST = 20

/** The records that these are part of now: themselves, or what they were merged into. Each once. */
export async function livingRecords(db: Pick<EntityManager, 'query'>, ids: readonly string[]): Promise<string[]> {
  let current = [...new Set(ids)]
  for (let depth = 0; depth < DEEPEST && current.length > 0; depth += 1) {
    const merged = await db.query<{ mergedId: string; survivorId: string }[]>(
      'SELECT activeMergedRecordId mergedId, survivorRecordId survivorId FROM record_merges WHERE activeMergedRecordId IN (?)',
      [current],
    )
    if (merged.length === 0) return current
    const into = new Map(merged.map(({ mergedId, survivorId }) => [mergedId, survivorId]))
    current = [...new Set(current.map((id) => into.get(id) ?? id))]
  }
  return current
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
