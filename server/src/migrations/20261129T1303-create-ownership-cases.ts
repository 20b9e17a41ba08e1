import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

export class CreateOwnershipCases1795946303000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS ownership_cases (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      creationKey varchar(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
      openKey varchar(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
      origin varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      basis varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      heldRecordId bigint unsigned NOT NULL,
      otherRecordId bigint unsigned NULL,
      holderAgentId bigint unsigned NOT NULL,
      claimantAgentId bigint unsigned NOT NULL,
      status varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      levelTeamId bigint unsigned NULL,
      exception varchar(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      openedAt datetime(3) NOT NULL,
      deadlineAt datetime(3) NOT NULL,
      remindedAt datetime(3) NULL,
      outcome varchar(12) CHARACTER SET ascii COLLATE ascii_bin NULL,
      decisionReason varchar(2000) NULL,
      decidedAt datetime(3) NULL,
      decidedByAccountId bigint unsigned NULL,
      appealedByAgentId bigint unsigned NULL,
      appealReason varchar(2000) NULL,
      closedAt datetime(3) NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX ownership_cases_key (creationKey),
      UNIQUE INDEX ownership_cases_open (openKey),
      INDEX ownership_cases_holder (holderAgentId, openedAt),
      INDEX ownership_cases_claimant (claimantAgentId, openedAt),
      INDEX ownership_cases_queue (status, deadlineAt),
      INDEX ownership_cases_held (heldRecordId),
      INDEX ownership_cases_other (otherRecordId)
    )`,
  `CREATE TABLE IF NOT EXISTS ownership_case_steps (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      caseId bigint unsigned NOT NULL,
      step varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      actorAccountId bigint unsigned NULL,
      reason varchar(2000) NULL,
      at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX ownership_case_steps_case (caseId, at)
    )`,
  `CREATE TABLE IF NOT EXISTS ownership_case_evidence (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      creationKey varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      caseId bigint unsigned NOT NULL,
      agentId bigint unsigned NOT NULL,
      side varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      words varchar(2000) NOT NULL,
      pointsTo json NOT NULL,
      at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX ownership_case_evidence_key (creationKey),
      INDEX ownership_case_evidence_case (caseId, at)
    )`,
]
