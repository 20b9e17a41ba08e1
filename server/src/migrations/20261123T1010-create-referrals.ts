import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

export class CreateReferrals1795428009000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS referral_moves (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      referralId bigint unsigned NOT NULL,
      toStatus varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      mover varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      actorAccountId bigint unsigned NULL,
      reason varchar(800) NULL,
      at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX referral_moves_referral (referralId, at)
    )`,
  `CREATE TABLE IF NOT EXISTS referral_thanks (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      referralId bigint unsigned NOT NULL,
      occasion varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      words varchar(2000) NOT NULL,
      agentId bigint unsigned NOT NULL,
      sentAt datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX referral_thanks_occasion (referralId, occasion)
    )`,
  `CREATE TABLE IF NOT EXISTS referrals (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      creationKey varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      referrerAccountId bigint unsigned NOT NULL,
      referrerRecordId bigint unsigned NOT NULL,
      agentId bigint unsigned NOT NULL,
      shareId bigint unsigned NULL,
      words varchar(480) NOT NULL,
      status varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      friendRecordId bigint unsigned NULL,
      givenAt datetime(3) NOT NULL,
      expiresAt datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX referrals_agent (agentId, givenAt),
      INDEX referrals_expiry (status, expiresAt),
      INDEX referrals_friend (friendRecordId),
      INDEX referrals_referrer (referrerRecordId, givenAt),
      UNIQUE INDEX referrals_key (creationKey),
      UNIQUE INDEX referrals_share (shareId)
    )`,
]
