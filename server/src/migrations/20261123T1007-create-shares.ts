import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

export class CreateShares1795428006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS qr_codes (
      shareId bigint unsigned NOT NULL,
      png mediumblob NOT NULL,
      drawnAt datetime(3) NOT NULL,
      PRIMARY KEY (shareId)
    )`,
  `CREATE TABLE IF NOT EXISTS shares (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      code varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      creationKey varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      sharerAccountId bigint unsigned NOT NULL,
      agentId bigint unsigned NULL,
      parentId bigint unsigned NULL,
      rootId bigint unsigned NULL,
      depth smallint unsigned NOT NULL,
      subject varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      subjectId bigint unsigned NOT NULL,
      contentVersion int unsigned NULL,
      channel varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      createdAt datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX shares_agent (agentId, sharerAccountId, createdAt),
      INDEX shares_root (rootId),
      INDEX shares_sharer (sharerAccountId, createdAt),
      UNIQUE INDEX shares_code (code),
      UNIQUE INDEX shares_key (creationKey)
    )`,
  `CREATE TABLE IF NOT EXISTS touches (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      accountId bigint unsigned NOT NULL,
      shareId bigint unsigned NOT NULL,
      agentId bigint unsigned NULL,
      scene smallint unsigned NULL,
      firstAt datetime(3) NOT NULL,
      lastAt datetime(3) NOT NULL,
      readAt datetime(3) NULL,
      passedOnAt datetime(3) NULL,
      PRIMARY KEY (id),
      INDEX touches_agent (agentId, lastAt),
      INDEX touches_first (accountId, firstAt),
      INDEX touches_share (shareId),
      UNIQUE INDEX touches_person (accountId, shareId)
    )`,
]
