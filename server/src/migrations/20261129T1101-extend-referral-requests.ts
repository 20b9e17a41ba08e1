import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns, addIndex } from './change-tables'
import { createTables } from './create-tables'

/** Answers to a category's questions, edits, and a deadline for the first answer. Requests of before were promised none. */
export class ExtendReferralRequests1795946101000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'referral_requests', {
      answers: 'json NULL',
      version: 'smallint unsigned NOT NULL DEFAULT 0',
      editedAt: 'datetime(3) NULL',
      remindAt: 'datetime(3) NULL',
      answerBy: 'datetime(3) NULL',
      firstAnsweredAt: 'datetime(3) NULL',
      remindedAt: 'datetime(3) NULL',
      escalatedAt: 'datetime(3) NULL',
      escalatedToAgentId: 'bigint unsigned NULL',
      helperAgentId: 'bigint unsigned NULL',
    })
    await addIndex(runner, 'referral_requests', 'referral_requests_remind', 'status, remindAt')
    await addIndex(runner, 'referral_requests', 'referral_requests_due', 'status, answerBy')
    await addIndex(runner, 'referral_requests', 'referral_requests_helper', 'helperAgentId, askedAt')
    await createTables(runner, TABLES)
    await runner.query(
      `UPDATE referral_requests q SET firstAnsweredAt = (SELECT MIN(i.offeredAt) FROM introductions i WHERE i.requestId = q.id)
        WHERE firstAnsweredAt IS NULL`,
    )
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS request_edits (
      id bigint unsigned NOT NULL AUTO_INCREMENT,
      requestId bigint unsigned NOT NULL,
      version smallint unsigned NOT NULL,
      words varchar(2000) NOT NULL,
      answers json NULL,
      urgency varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX request_edits_version (requestId, version)
    )`,
]
