import type { QueryRunner } from 'typeorm'

/** Adds an index where it is not there yet: MySQL knows no IF NOT EXISTS for it, and a broken run can simply be started again. */
export async function addIndex(runner: QueryRunner, table: string, name: string, columns: string): Promise<void> {
  const found = (await runner.query(
    'SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? AND index_name = ? LIMIT 1',
    [table, name],
  )) as unknown[]
  if (found.length === 0) await runner.query(`CREATE INDEX ${name} ON ${table} (${columns})`)
}
