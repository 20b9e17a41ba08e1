import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

/** Pictures that clients add to a request, encrypted. */
export class CreateRequestPictures1795946104000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS request_pictures (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      creationKey varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      requestId bigint unsigned NOT NULL,
      contentEnc mediumblob NOT NULL,
      width smallint unsigned NOT NULL,
      height smallint unsigned NOT NULL,
      review varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      checkCode varchar(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
      traceId varchar(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
      addedAt datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX request_pictures_request (requestId, id),
      INDEX request_pictures_trace (traceId),
      UNIQUE INDEX request_pictures_key (creationKey),
      UNIQUE INDEX request_pictures_check (checkCode)
    )`,
]
