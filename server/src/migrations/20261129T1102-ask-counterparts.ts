import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns, addIndex } from './change-tables'

/**
 * The one who is introduced says yes or no in person. What an introducer typed of somebody else and the client has not accepted yet is forgotten:
 * nobody knows whether that person agreed. A provider's yes stands in the directory, and what has passed has passed.
 */
export class AskCounterparts1795946102000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'introductions', {
      agentId: 'bigint unsigned NULL',
      cardCode: 'varchar(16) CHARACTER SET ascii COLLATE ascii_bin NULL',
      counterpartAccountId: 'bigint unsigned NULL',
      clientAgreedAt: 'datetime(3) NULL',
      expiresAt: 'datetime(3) NULL',
      thanksWords: 'varchar(2000) NULL',
      thankedAt: 'datetime(3) NULL',
    })
    await runner.query(
      `ALTER TABLE introductions MODIFY status varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
         MODIFY counterpartAgreedAt datetime(3) NULL`,
    )
    await addIndex(runner, 'introductions', 'introductions_card', 'cardCode', 'UNIQUE INDEX')
    await addIndex(runner, 'introductions', 'introductions_agent', 'agentId, offeredAt')
    await addIndex(runner, 'introductions', 'introductions_by', 'byAccountId, offeredAt')
    await addIndex(runner, 'introductions', 'introductions_due', 'status, expiresAt')
    for (const statement of MOVES) await runner.query(statement)
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}

const MOVES = [
  "UPDATE introductions SET status = 'connected', clientAgreedAt = settledAt WHERE status = 'accepted'",
  "UPDATE introductions SET status = 'counterpart_agreed' WHERE status = 'offered' AND kind = 'provider'",
  // Only rows of before lack a card: whoever is asked in person has one.
  `UPDATE introductions SET status = 'withdrawn', settledAt = offeredAt, name = '', words = '', contactEnc = NULL, counterpartAgreedAt = NULL
    WHERE status = 'offered' AND kind <> 'provider' AND cardCode IS NULL`,
  "UPDATE introductions SET name = '', words = '', contactEnc = NULL WHERE status = 'declined' AND kind <> 'provider' AND cardCode IS NULL",
  `UPDATE referral_requests q SET status = 'open'
    WHERE status = 'answered' AND NOT EXISTS
      (SELECT 1 FROM introductions i WHERE i.requestId = q.id AND i.status IN ('offered', 'client_agreed', 'counterpart_agreed'))`,
]
