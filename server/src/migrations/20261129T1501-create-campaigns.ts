import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

export class CreateCampaigns1795946501000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS campaigns (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      creationKey varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      agentId bigint unsigned NOT NULL,
      name varchar(80) NOT NULL,
      createdAt datetime(3) NOT NULL,
      closedAt datetime(3) NULL,
      PRIMARY KEY (id),
      INDEX campaigns_agent (agentId),
      UNIQUE INDEX campaigns_key (creationKey)
    )`,
]
