import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns } from './change-tables'
import { createTables } from './create-tables'

/** An agent asks a client for a recommendation, which a client may not want to be asked for. */
export class ReferralAsks1795946203000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, [ASKS])
    await addColumns(runner, 'wechat_accounts', { neverAsk: 'tinyint NOT NULL DEFAULT 0' })
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const ASKS = `CREATE TABLE IF NOT EXISTS referral_asks (
    id bigint unsigned NOT NULL AUTO_INCREMENT,
    creationKey varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    accountId bigint unsigned NOT NULL,
    agentId bigint unsigned NOT NULL,
    askedAt datetime(3) NOT NULL,
    answer varchar(8) CHARACTER SET ascii COLLATE ascii_bin NULL,
    answeredAt datetime(3) NULL,
    PRIMARY KEY (id),
    UNIQUE INDEX referral_asks_key (creationKey),
    INDEX referral_asks_account (accountId, askedAt)
  )`
