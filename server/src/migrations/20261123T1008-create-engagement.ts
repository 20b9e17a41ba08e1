import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

export class CreateEngagement1795428007000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS engagement_totals (
      scope varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      scopeId bigint unsigned NOT NULL,
      day date NOT NULL,
      kind varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      count int unsigned NOT NULL,
      seconds bigint unsigned NOT NULL,
      PRIMARY KEY (scope, scopeId, day, kind)
    )`,
  `CREATE TABLE IF NOT EXISTS engagements (
      id binary(16) NOT NULL,
      accountId bigint unsigned NOT NULL,
      recordId bigint unsigned NULL,
      agentId bigint unsigned NULL,
      kind varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      subject varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      subjectId bigint unsigned NULL,
      shareId bigint unsigned NULL,
      seconds int unsigned NULL,
      percent tinyint unsigned NULL,
      scene smallint unsigned NULL,
      occurredAt datetime(3) NOT NULL,
      day date NOT NULL,
      receivedAt datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX engagements_account (accountId, recordId),
      INDEX engagements_share (shareId, accountId),
      INDEX engagements_timeline (recordId, occurredAt)
    )`,
]
