import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

export class CreateOutreach1795946601000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS outreach_plans (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      creationKey varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      agentId bigint unsigned NOT NULL,
      teamId bigint unsigned NULL,
      kind varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      title varchar(80) NOT NULL,
      words varchar(800) NOT NULL,
      contentId bigint unsigned NULL,
      careWay varchar(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
      source varchar(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
      groupId bigint unsigned NULL,
      recency varchar(12) CHARACTER SET ascii COLLATE ascii_bin NULL,
      holdoutPercent tinyint unsigned NOT NULL,
      windowDays smallint unsigned NOT NULL,
      drawsLater tinyint NOT NULL DEFAULT 0,
      outcome varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      outcomePurpose varchar(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
      seed binary(32) NOT NULL,
      status varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      createdAt datetime(3) NOT NULL,
      startedAt datetime(3) NULL,
      drawsUntil datetime(3) NULL,
      closesAt datetime(3) NULL,
      settledAt datetime(3) NULL,
      PRIMARY KEY (id),
      INDEX outreach_plans_agent (agentId, id),
      UNIQUE INDEX outreach_plans_key (creationKey),
      INDEX outreach_plans_status (status, drawsUntil),
      INDEX outreach_plans_team (teamId, id)
    )`,
  `CREATE TABLE IF NOT EXISTS outreach_members (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      planId bigint unsigned NOT NULL,
      recordId bigint unsigned NOT NULL,
      agentId bigint unsigned NOT NULL,
      arm varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      drawnAt datetime(3) NOT NULL,
      observedUntil datetime(3) NOT NULL,
      shareId bigint unsigned NULL,
      doneAt datetime(3) NULL,
      doneByAgentId bigint unsigned NULL,
      result varchar(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
      settled varchar(6) CHARACTER SET ascii COLLATE ascii_bin NULL,
      PRIMARY KEY (id),
      INDEX outreach_members_arm (planId, arm, id),
      UNIQUE INDEX outreach_members_client (planId, recordId),
      INDEX outreach_members_record (recordId, arm, observedUntil),
      UNIQUE INDEX outreach_members_share (shareId)
    )`,
]
