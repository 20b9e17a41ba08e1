import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

export class CreateBindingDecisions1795946301000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS binding_decisions (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      recordId bigint unsigned NOT NULL,
      accountId bigint unsigned NOT NULL,
      rule varchar(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      tableVersion smallint unsigned NOT NULL,
      inputs json NOT NULL,
      decision json NOT NULL,
      at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX binding_decisions_record (recordId, at)
    )`,
]
