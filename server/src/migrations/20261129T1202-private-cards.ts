import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns } from './change-tables'
import { createTables } from './create-tables'

/** Cards that only their addressee can open, and what agents are told of cards that met somebody's client. */
export class PrivateCards1795946202000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
    await addColumns(runner, 'referrals', { sentAs: 'varchar(8) CHARACTER SET ascii COLLATE ascii_bin NULL' })
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS referral_activities (
      activityId varchar(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      referralId bigint unsigned NOT NULL,
      accountId bigint unsigned NOT NULL,
      createdAt datetime(3) NOT NULL,
      PRIMARY KEY (activityId),
      INDEX referral_activities_referral (referralId, accountId)
    )`,
  `CREATE TABLE IF NOT EXISTS referral_addressees (
      referralId bigint unsigned NOT NULL,
      accountId bigint unsigned NOT NULL,
      provedAt datetime(3) NOT NULL,
      PRIMARY KEY (referralId, accountId),
      INDEX referral_addressees_account (accountId)
    )`,
  `CREATE TABLE IF NOT EXISTS agent_notices (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      agentId bigint unsigned NOT NULL,
      kind varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      referralId bigint unsigned NOT NULL,
      recordId bigint unsigned NOT NULL,
      at datetime(3) NOT NULL,
      seenAt datetime(3) NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX agent_notices_once (agentId, kind, referralId, recordId),
      INDEX agent_notices_open (agentId, seenAt, at)
    )`,
]
