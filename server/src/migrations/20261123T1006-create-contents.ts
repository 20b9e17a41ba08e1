import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

export class CreateContents1795428005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS content_versions (
      contentId bigint unsigned NOT NULL,
      version int unsigned NOT NULL,
      title varchar(160) NOT NULL,
      summary varchar(480) NOT NULL,
      minutes smallint unsigned NOT NULL,
      blocks json NOT NULL,
      sources json NOT NULL,
      digest varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      writtenByStaffId bigint unsigned NULL,
      writtenAt datetime(3) NOT NULL,
      approvedByStaffId bigint unsigned NULL,
      approvedAt datetime(3) NULL,
      PRIMARY KEY (contentId, version)
    )`,
  `CREATE TABLE IF NOT EXISTS contents (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      creationKey varchar(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
      topic varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      status varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      groupId bigint unsigned NULL,
      currentVersion int unsigned NOT NULL,
      createdAt datetime(3) NOT NULL,
      publishedAt datetime(3) NULL,
      recalledAt datetime(3) NULL,
      recalledReason varchar(800) NULL,
      PRIMARY KEY (id),
      INDEX contents_group (groupId),
      INDEX contents_shelf (status, topic, publishedAt),
      UNIQUE INDEX contents_key (creationKey)
    )`,
  `CREATE TABLE IF NOT EXISTS readings (
      accountId bigint unsigned NOT NULL,
      contentId bigint unsigned NOT NULL,
      furthestPercent tinyint unsigned NOT NULL,
      seconds int unsigned NOT NULL,
      firstAt datetime(3) NOT NULL,
      lastAt datetime(3) NOT NULL,
      readAt datetime(3) NULL,
      PRIMARY KEY (accountId, contentId)
    )`,
]
