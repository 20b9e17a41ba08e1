import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

export class CreateGroups1795428004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS interest_groups (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      name varchar(80) NOT NULL,
      topicWords varchar(160) NOT NULL,
      intro varchar(800) NOT NULL,
      rules json NOT NULL,
      hostAgentId bigint unsigned NOT NULL,
      isOpen tinyint NOT NULL DEFAULT 1,
      createdAt datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX interest_groups_host (hostAgentId)
    )`,
  `CREATE TABLE IF NOT EXISTS memberships (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      groupId bigint unsigned NOT NULL,
      accountId bigint unsigned NOT NULL,
      role varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      status varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      shareId bigint unsigned NULL,
      joinedAt datetime(3) NOT NULL,
      leftAt datetime(3) NULL,
      PRIMARY KEY (id),
      INDEX memberships_account (accountId, status),
      INDEX memberships_group (groupId, status, joinedAt),
      UNIQUE INDEX memberships_person (groupId, accountId)
    )`,
]
