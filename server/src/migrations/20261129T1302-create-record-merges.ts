import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addIndex } from './change-tables'
import { createTables } from './create-tables'

export class CreateRecordMerges1795946302000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
    // By these are found the other records and the decisions of one person.
    await addIndex(runner, 'wechat_accounts', 'wechat_accounts_phone', 'phoneHash')
    await addIndex(runner, 'binding_decisions', 'binding_decisions_account', 'accountId, at')
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS record_merges (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      creationKey varchar(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
      survivorRecordId bigint unsigned NOT NULL,
      mergedRecordId bigint unsigned NOT NULL,
      activeMergedRecordId bigint unsigned NULL,
      kind varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      reason varchar(800) NOT NULL,
      accountIds json NOT NULL,
      listedIds json NOT NULL,
      counts json NOT NULL,
      phoneTaken tinyint NOT NULL DEFAULT 0,
      ownerAgentId bigint unsigned NULL,
      mergedOwnerAgentId bigint unsigned NULL,
      mergedBindingRule varchar(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      byAccountId bigint unsigned NULL,
      at datetime(3) NOT NULL,
      undoneAt datetime(3) NULL,
      undoneByAccountId bigint unsigned NULL,
      undoReason varchar(800) NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX record_merges_active (activeMergedRecordId),
      UNIQUE INDEX record_merges_key (creationKey),
      INDEX record_merges_merged (mergedRecordId),
      INDEX record_merges_survivor (survivorRecordId, at)
    )`,
]
