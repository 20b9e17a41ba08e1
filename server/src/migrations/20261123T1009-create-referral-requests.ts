import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

export class CreateReferralRequests1795428008000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS introductions (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      creationKey varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      requestId bigint unsigned NOT NULL,
      byAccountId bigint unsigned NOT NULL,
      kind varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      providerId bigint unsigned NULL,
      name varchar(160) NOT NULL,
      words varchar(2000) NOT NULL,
      contactEnc varbinary(1024) NULL,
      counterpartAgreedAt datetime(3) NOT NULL,
      status varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      offeredAt datetime(3) NOT NULL,
      settledAt datetime(3) NULL,
      PRIMARY KEY (id),
      INDEX introductions_request (requestId, offeredAt),
      UNIQUE INDEX introductions_key (creationKey)
    )`,
  `CREATE TABLE IF NOT EXISTS providers (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      kind varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      name varchar(160) NOT NULL,
      place varchar(160) NOT NULL,
      hours varchar(120) NOT NULL,
      licence varchar(120) NOT NULL,
      contactEnc varbinary(1024) NOT NULL,
      vouchedByAgentId bigint unsigned NOT NULL,
      validUntil date NOT NULL,
      PRIMARY KEY (id),
      INDEX providers_kind (kind, validUntil)
    )`,
  `CREATE TABLE IF NOT EXISTS referral_requests (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      creationKey varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      accountId bigint unsigned NOT NULL,
      recordId bigint unsigned NOT NULL,
      category varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      words varchar(2000) NOT NULL,
      urgency varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      audience varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      groupId bigint unsigned NULL,
      wordsReview varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      status varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      askedAt datetime(3) NOT NULL,
      outcome varchar(12) CHARACTER SET ascii COLLATE ascii_bin NULL,
      rating tinyint unsigned NULL,
      ratingWords varchar(2000) NULL,
      closedAt datetime(3) NULL,
      PRIMARY KEY (id),
      INDEX referral_requests_group (groupId, status, askedAt),
      INDEX referral_requests_record (recordId, askedAt),
      UNIQUE INDEX referral_requests_key (creationKey)
    )`,
]
