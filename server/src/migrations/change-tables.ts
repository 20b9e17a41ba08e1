import type { EntityManager, QueryRunner } from 'typeorm'

/** Runs a part of a migration as a transaction of its own: what is done stays done when a broken run is started again. */
export async function inTransaction<T>(runner: QueryRunner, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  await runner.startTransaction('READ COMMITTED')
  try {
    const result = await work(runner.manager)
    await runner.commitTransaction()
    return result
  } catch (error) {
    await runner.rollbackTransaction().catch(() => undefined)
    throw error
  }
}

/** Adds those of these columns that are not there yet, since a broken run is started again. */
export async function addColumns(runner: QueryRunner, table: string, columns: Record<string, string>): Promise<void> {
  const found = (await runner.query(
    'SELECT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?',
    [table],
  )) as { name: string }[]
  const there = new Set(found.map(({ name }) => name))
  const missing = Object.entries(columns).filter(([name]) => !there.has(name))
  if (missing.length === 0) return
  await runner.query(`ALTER TABLE ${table} ${missing.map(([name, type]) => `ADD COLUMN ${name} ${type}`).join(', ')}`)
}

/** Adds an index, unless there is one of that name: MySQL knows no IF NOT EXISTS for it. */
export async function addIndex(
  runner: QueryRunner,
  table: string,
  name: string,
  columns: string,
  kind: 'INDEX' | 'UNIQUE INDEX' = 'INDEX',
): Promise<void> {
  const found = (await runner.query(
    'SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? AND index_name = ? LIMIT 1',
    [table, name],
  )) as unknown[]
  if (found.length === 0) await runner.query(`ALTER TABLE ${table} ADD ${kind} ${name} (${columns})`)
}
