import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

/** What clients are dissatisfied with, and everything that was done about it. */
export class CreateComplaints1796000203000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS complaints (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      creationKey varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      accountId bigint unsigned NOT NULL,
      recordId bigint unsigned NOT NULL,
      agentId bigint unsigned NULL,
      about varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      words varchar(2000) NOT NULL,
      status varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      filedAt datetime(3) NOT NULL,
      movedAt datetime(3) NOT NULL,
      remindAt datetime(3) NOT NULL,
      answerBy datetime(3) NOT NULL,
      remindedAt datetime(3) NULL,
      escalatedAt datetime(3) NULL,
      escalatedToAgentId bigint unsigned NULL,
      reopenedAt datetime(3) NULL,
      sharedAt datetime(3) NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX complaints_key (creationKey),
      INDEX complaints_record (recordId),
      INDEX complaints_account (accountId, filedAt),
      INDEX complaints_agent (agentId),
      INDEX complaints_status (status, answerBy)
    )`,
  `CREATE TABLE IF NOT EXISTS complaint_steps (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      creationKey varchar(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
      complaintId bigint unsigned NOT NULL,
      step varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      actor varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      actorAccountId bigint unsigned NULL,
      words varchar(2000) NULL,
      at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX complaint_steps_key (creationKey),
      INDEX complaint_steps_complaint (complaintId, at)
    )`,
]
