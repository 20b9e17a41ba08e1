import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

export class CreateCore1795428011000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS audit_entries (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      at datetime(3) NOT NULL,
      accountId bigint unsigned NULL,
      agentId bigint unsigned NULL,
      staffId bigint unsigned NULL,
      action varchar(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      subjectKind varchar(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      subjectId varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      requestId varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      detail json NOT NULL,
      PRIMARY KEY (id),
      INDEX audit_entries_account (accountId),
      INDEX audit_entries_at (at),
      INDEX audit_entries_subject (subjectKind, subjectId, at)
    )`,
  `CREATE TABLE IF NOT EXISTS outbox_messages (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      kind varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      dedupeKey varchar(96) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      payload json NOT NULL,
      attempts smallint unsigned NOT NULL DEFAULT '0',
      availableAt datetime(3) NOT NULL,
      claimedBy varchar(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
      claimedUntil datetime(3) NULL,
      settledAt datetime(3) NULL,
      failure varchar(500) NULL,
      createdAt datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX outbox_messages_claim (claimedBy),
      INDEX outbox_messages_due (settledAt, availableAt),
      UNIQUE INDEX outbox_messages_dedupe (dedupeKey)
    )`,
  `CREATE TABLE IF NOT EXISTS wechat_tokens (
      app_id varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      token_enc varbinary(2048) NULL,
      expires_at datetime(3) NULL,
      claimed_by varchar(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
      claimed_until datetime(3) NULL,
      PRIMARY KEY (app_id)
    )`,
]
