import type { EntityManager } from 'typeorm'

type Db = Pick<EntityManager, 'query'>

/** The records that these are part of now: themselves, or what they were merged into. Each once. */
export async function livingRecords(db: Db, ids: readonly string[]): Promise<string[]> {
  return [...new Set((await livingRecordOf(db, ids)).values())]
}

/** For each of these records the one that it is part of now, at the end of all merges. */
export async function livingRecordOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const merged = await db.query<{ id: string; livingId: string }[]>(
    'SELECT activeMergedRecordId id, livingRecordId livingId FROM record_merges WHERE activeMergedRecordId IN (?)',
    [ids],
  )
  return new Map([...ids.map((id) => [id, id] as const), ...merged.map(({ id, livingId }) => [id, livingId] as const)])
}

/** This record, which is part of none, and every one that is part of it now. */
export async function recordsWithin(db: Db, livingId: string): Promise<string[]> {
  const merged = await db.query<{ id: string }[]>(
    'SELECT activeMergedRecordId id FROM record_merges WHERE livingRecordId = ?',
    [livingId],
  )
  return [livingId, ...merged.map(({ id }) => id)]
}
