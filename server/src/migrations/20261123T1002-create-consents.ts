import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

export class CreateConsents1795428001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS consent_decisions (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      accountId bigint unsigned NOT NULL,
      purpose varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      state varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      textVersion varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      shareId bigint unsigned NULL,
      requestId varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX consent_decisions_account (accountId, purpose, at)
    )`,
  `CREATE TABLE IF NOT EXISTS consent_texts (
      purpose varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      version varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      title varchar(80) NOT NULL,
      body text NOT NULL,
      inForceAt datetime(3) NOT NULL,
      PRIMARY KEY (purpose, version)
    )`,
  `CREATE TABLE IF NOT EXISTS consents (
      accountId bigint unsigned NOT NULL,
      purpose varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      state varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      textVersion varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      decidedAt datetime(3) NOT NULL,
      PRIMARY KEY (accountId, purpose)
    )`,
]
