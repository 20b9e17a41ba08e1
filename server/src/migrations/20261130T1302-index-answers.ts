import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addIndex } from './change-tables'

/** Who said yes to an agent's question is found by the agent. */
export class IndexAnswers1796001302000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addIndex(runner, 'referral_asks', 'referral_asks_agent', 'agentId, answeredAt')
  }

  async down(): Promise<void> {
    // Forward only: an index does no harm.
  }
}
