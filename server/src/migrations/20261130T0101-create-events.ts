import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

export class CreateEvents1796000101000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS events (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      creationKey varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      agentId bigint unsigned NOT NULL,
      status varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      latestVersion int unsigned NOT NULL,
      approvedVersion int unsigned NULL,
      beginsAt datetime(3) NOT NULL,
      createdAt datetime(3) NOT NULL,
      cancelledAt datetime(3) NULL,
      cancelledReason varchar(800) NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX events_key (creationKey),
      INDEX events_host (agentId, beginsAt),
      INDEX events_review (status, id)
    )`,
  `CREATE TABLE IF NOT EXISTS event_versions (
      eventId bigint unsigned NOT NULL,
      version int unsigned NOT NULL,
      title varchar(160) NOT NULL,
      kind varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      about varchar(2000) NOT NULL,
      place varchar(480) NOT NULL,
      beginsAt datetime(3) NOT NULL,
      endsAt datetime(3) NOT NULL,
      closesAt datetime(3) NOT NULL,
      capacity smallint unsigned NOT NULL,
      audience varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      digest varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      writtenAt datetime(3) NOT NULL,
      submittedAt datetime(3) NULL,
      decidedByStaffId bigint unsigned NULL,
      approvedAt datetime(3) NULL,
      returnedAt datetime(3) NULL,
      returnedReason varchar(800) NULL,
      PRIMARY KEY (eventId, version)
    )`,
  `CREATE TABLE IF NOT EXISTS event_registrations (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      eventId bigint unsigned NOT NULL,
      accountId bigint unsigned NOT NULL,
      number int unsigned NOT NULL,
      status varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      shareId bigint unsigned NULL,
      registeredAt datetime(3) NOT NULL,
      cancelledAt datetime(3) NULL,
      markedAt datetime(3) NULL,
      isSelfCheckIn tinyint NOT NULL DEFAULT 0,
      PRIMARY KEY (id),
      UNIQUE INDEX event_registrations_person (eventId, accountId),
      UNIQUE INDEX event_registrations_number (eventId, number),
      INDEX event_registrations_queue (eventId, status, number),
      INDEX event_registrations_account (accountId, status)
    )`,
]
