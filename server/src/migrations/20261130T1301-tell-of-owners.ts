import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

/** Agents find in their workbench whose a client is now. */
export class TellOfOwners1796001301000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, [NOTICES])
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const NOTICES = `CREATE TABLE IF NOT EXISTS owner_notices (
    id bigint unsigned NOT NULL AUTO_INCREMENT,
    agentId bigint unsigned NOT NULL,
    changeId bigint unsigned NULL,
    caseId bigint unsigned NULL,
    at datetime(3) NOT NULL,
    seenAt datetime(3) NULL,
    PRIMARY KEY (id),
    UNIQUE INDEX owner_notices_change (agentId, changeId),
    UNIQUE INDEX owner_notices_case (agentId, caseId),
    INDEX owner_notices_open (agentId, seenAt, at)
  )`
