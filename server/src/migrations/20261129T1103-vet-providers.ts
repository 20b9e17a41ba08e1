import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns, addIndex } from './change-tables'
import { createTables } from './create-tables'

/** Providers are proposed, vouched for, approved, renewed and withdrawn. Those of before are listed, and their agent vouches. */
export class VetProviders1795946103000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'providers', {
      creationKey: 'varchar(36) CHARACTER SET ascii COLLATE ascii_bin NULL',
      status: "varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'listed'",
      proposedAt: 'datetime(3) NULL',
      decidedByStaffId: 'bigint unsigned NULL',
      decidedAt: 'datetime(3) NULL',
      renewUntil: 'date NULL',
      renewByAgentId: 'bigint unsigned NULL',
      endedAt: 'datetime(3) NULL',
      reason: 'varchar(800) NULL',
    })
    await addIndex(runner, 'providers', 'providers_key', 'creationKey', 'UNIQUE INDEX')
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS provider_vouches (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      providerId bigint unsigned NOT NULL,
      agentId bigint unsigned NOT NULL,
      words varchar(2000) NOT NULL,
      at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX provider_vouches_once (providerId, agentId)
    )`,
]
