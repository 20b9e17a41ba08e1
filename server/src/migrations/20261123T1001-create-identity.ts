import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTables } from './create-tables'

export class CreateIdentity1795428000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS sessions (
      tokenHash binary(32) NOT NULL,
      codeHash binary(32) NOT NULL,
      accountId bigint unsigned NOT NULL,
      createdAt datetime(3) NOT NULL,
      expiresAt datetime(3) NOT NULL,
      endedAt datetime(3) NULL,
      PRIMARY KEY (tokenHash),
      INDEX sessions_account (accountId),
      UNIQUE INDEX sessions_code (codeHash)
    )`,
  `CREATE TABLE IF NOT EXISTS wechat_accounts (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      appId varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      openid varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      unionid varchar(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
      alias varchar(80) NOT NULL,
      phoneEnc varbinary(256) NULL,
      phoneHash binary(32) NULL,
      isAdult tinyint NOT NULL DEFAULT 0,
      recordId bigint unsigned NULL,
      agentId bigint unsigned NULL,
      staffId bigint unsigned NULL,
      createdAt datetime(3) NOT NULL,
      lastSeenAt datetime(3) NOT NULL,
      closedAt datetime(3) NULL,
      PRIMARY KEY (id),
      INDEX wechat_accounts_record (recordId),
      INDEX wechat_accounts_unionid (unionid),
      UNIQUE INDEX wechat_accounts_agent (agentId),
      UNIQUE INDEX wechat_accounts_openid (appId, openid),
      UNIQUE INDEX wechat_accounts_staff (staffId)
    )`,
]
