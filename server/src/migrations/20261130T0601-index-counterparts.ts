import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addIndex } from './change-tables'

/** Whether somebody has said yes to an introduction is asked before the account is forgotten. */
export class IndexCounterparts1796000601000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addIndex(runner, 'introductions', 'introductions_counterpart', 'counterpartAccountId')
  }

  async down(): Promise<void> {
    // Forward only: an index does no harm.
  }
}
