import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

export class KeepVerdicts1795946105000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS media_checks (
      traceId varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      suggestion varchar(8) CHARACTER SET ascii COLLATE ascii_bin NULL,
      label int NULL,
      notedAt datetime(3) NOT NULL,
      PRIMARY KEY (traceId),
      INDEX media_checks_age (notedAt)
    )`,
]
