import type { QueryRunner } from 'typeorm'

const OPTIONS = 'ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci'

/** Creates these tables where they do not exist: MySQL commits each at once, so a broken run can simply be started again. */
export async function createTables(runner: QueryRunner, tables: string[]): Promise<void> {
  for (const table of tables) await runner.query(`${table} ${OPTIONS}`)
}
