import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

export class CreateMessages1795428010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS subscription_grants (
      accountId bigint unsigned NOT NULL,
      templateId varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      credits int unsigned NOT NULL,
      changedAt datetime(3) NOT NULL,
      PRIMARY KEY (accountId, templateId)
    )`,
  `CREATE TABLE IF NOT EXISTS wechat_pushes (
      digest binary(32) NOT NULL,
      event varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      receivedAt datetime(3) NOT NULL,
      PRIMARY KEY (digest),
      INDEX wechat_pushes_age (receivedAt)
    )`,
]
