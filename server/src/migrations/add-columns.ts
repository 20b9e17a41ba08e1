import type { QueryRunner } from 'typeorm'

/** Adds these columns, each with its definition, where they are missing: a broken run can simply be started again. */
export async function addColumns(runner: QueryRunner, table: string, columns: Record<string, string>): Promise<void> {
  for (const [name, definition] of Object.entries(columns))
    if (!(await runner.hasColumn(table, name)))
      await runner.query(`ALTER TABLE ${table} ADD COLUMN ${name} ${definition}`)
}

/** Adds this index where it is missing. */
export async function addIndex(
  runner: QueryRunner,
  table: string,
  name: string,
  columns: string,
  kind: 'INDEX' | 'UNIQUE INDEX' = 'INDEX',
): Promise<void> {
  const [there] = (await runner.query(
    'SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? AND index_name = ? LIMIT 1',
    [table, name],
  )) as unknown[]
  if (there === undefined) await runner.query(`ALTER TABLE ${table} ADD ${kind} ${name} (${columns})`)
}
