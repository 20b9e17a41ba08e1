import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

/** What clients bought, as their agents record it. */
export class CreatePolicies1796000201000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS policies (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      creationKey varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      recordId bigint unsigned NOT NULL,
      agentId bigint unsigned NOT NULL,
      productName varchar(240) NOT NULL,
      kind varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      numberEnc varbinary(120) NOT NULL,
      numberHash binary(32) NULL,
      premiumFen bigint unsigned NOT NULL,
      rhythm varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      effectiveOn date NOT NULL,
      isParticipating tinyint NOT NULL DEFAULT 0,
      recordedAt datetime(3) NOT NULL,
      takenBackAt datetime(3) NULL,
      takenBackReason varchar(800) NULL,
      outcomeId bigint unsigned NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX policies_key (creationKey),
      UNIQUE INDEX policies_number (numberHash),
      INDEX policies_record (recordId, recordedAt),
      INDEX policies_outcome (outcomeId)
    )`,
  `CREATE TABLE IF NOT EXISTS policy_corrections (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      policyId bigint unsigned NOT NULL,
      agentId bigint unsigned NOT NULL,
      previous json NOT NULL,
      at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX policy_corrections_policy (policyId, at)
    )`,
]
