import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

export class CreateClients1795428003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS client_records (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      ownerAgentId bigint unsigned NULL,
      displayName varchar(160) NOT NULL,
      phoneEnc varbinary(256) NULL,
      phoneHash binary(32) NULL,
      status varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      bindingRule varchar(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      provenanceKind varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      provenanceShareId bigint unsigned NULL,
      provenanceReferralId bigint unsigned NULL,
      becameClientAt datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX client_records_owner (ownerAgentId, status, becameClientAt),
      INDEX client_records_phone (phoneHash),
      INDEX client_records_share (provenanceShareId)
    )`,
  `CREATE TABLE IF NOT EXISTS ownership_changes (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      recordId bigint unsigned NOT NULL,
      fromAgentId bigint unsigned NULL,
      toAgentId bigint unsigned NULL,
      rule varchar(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      reason varchar(800) NOT NULL,
      actorAccountId bigint unsigned NULL,
      at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX ownership_changes_record (recordId, at)
    )`,
]
