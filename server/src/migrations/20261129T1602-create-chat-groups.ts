import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns, addIndex } from './change-tables'
import { createTables } from './create-tables'

export class CreateChatGroups1795946602000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
    await addColumns(runner, 'touches', { chatGroupId: 'bigint unsigned NULL' })
    await addIndex(runner, 'touches', 'touches_chat_group', 'chatGroupId, agentId')
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS chat_group_names (
      agentId bigint unsigned NOT NULL,
      chatGroupId bigint unsigned NOT NULL,
      number int unsigned NOT NULL,
      name varchar(80) NULL,
      firstAt datetime(3) NOT NULL,
      PRIMARY KEY (agentId, chatGroupId),
      UNIQUE INDEX chat_group_names_number (agentId, number)
    )`,
  `CREATE TABLE IF NOT EXISTS chat_groups (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      groupHash binary(32) NOT NULL,
      createdAt datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX chat_groups_hash (groupHash)
    )`,
]
