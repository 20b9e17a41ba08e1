import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

export class CreateOrganization1795428002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS agents (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      code varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      teamId bigint unsigned NOT NULL,
      name varchar(160) NOT NULL,
      title varchar(80) NOT NULL,
      company varchar(120) NOT NULL,
      licenceNumber varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      intro varchar(240) NOT NULL,
      status varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      joinedAt datetime(3) NOT NULL,
      departedAt datetime(3) NULL,
      PRIMARY KEY (id),
      INDEX agents_team (teamId, status),
      UNIQUE INDEX agents_code (code)
    )`,
  `CREATE TABLE IF NOT EXISTS organizations (
      id bigint unsigned NOT NULL,
      name varchar(120) NOT NULL,
      licenceProfile varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      serviceHours varchar(120) NOT NULL,
      settings json NOT NULL,
      PRIMARY KEY (id)
    )`,
  `CREATE TABLE IF NOT EXISTS staff (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      name varchar(160) NOT NULL,
      role varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      PRIMARY KEY (id)
    )`,
  `CREATE TABLE IF NOT EXISTS teams (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      parentId bigint unsigned NULL,
      name varchar(80) NOT NULL,
      path varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      leaderAgentId bigint unsigned NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX teams_leader (leaderAgentId),
      UNIQUE INDEX teams_path (path)
    )`,
]
