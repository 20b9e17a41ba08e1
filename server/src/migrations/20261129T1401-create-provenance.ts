import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

export class CreateProvenance1795946401000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
    await runner.query(
      `INSERT INTO provenance_heads (id, seq, hash) VALUES (1, 0, REPEAT('\\0', 32)) ON DUPLICATE KEY UPDATE id = id`,
    )
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS provenance_heads (
      id tinyint unsigned NOT NULL,
      seq bigint unsigned NOT NULL,
      hash binary(32) NOT NULL,
      PRIMARY KEY (id)
    )`,
  `CREATE TABLE IF NOT EXISTS provenance_entries (
      seq bigint unsigned NOT NULL,
      kind varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      at datetime(3) NOT NULL,
      refId bigint unsigned NULL,
      person binary(32) NULL,
      facts varchar(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      prevHash binary(32) NOT NULL,
      hash binary(32) NOT NULL,
      PRIMARY KEY (seq),
      INDEX provenance_entries_ref (kind, refId),
      INDEX provenance_entries_person (person)
    )`,
  `CREATE TABLE IF NOT EXISTS provenance_persons (
      accountId bigint unsigned NOT NULL,
      scope varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      scopeId bigint unsigned NOT NULL,
      salt binary(16) NOT NULL,
      commitment binary(32) NOT NULL,
      state varchar(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
      PRIMARY KEY (accountId, scope, scopeId),
      UNIQUE INDEX provenance_persons_commitment (commitment)
    )`,
  `CREATE TABLE IF NOT EXISTS outcomes (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      accountId bigint unsigned NULL,
      kind varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      subject varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      subjectId bigint unsigned NOT NULL,
      shareId bigint unsigned NULL,
      at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX outcomes_once (accountId, kind, subjectId),
      INDEX outcomes_kind (kind, at)
    )`,
]
