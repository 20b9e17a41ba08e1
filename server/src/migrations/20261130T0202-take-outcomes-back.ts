import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns, addIndex } from './change-tables'

const STANDING = 'accountId, kind, subjectId, takenBackId'

/** An outcome can be taken back, and come true again later: of one thing only one stands at a time. Outcomes from before all stand. */
export class TakeOutcomesBack1796000202000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'outcomes', {
      takenBackAt: 'datetime(3) NULL',
      takenBackId: 'bigint unsigned NOT NULL DEFAULT 0',
    })
    await addIndex(runner, 'outcomes', 'outcomes_standing', STANDING, 'UNIQUE INDEX')
    const [old] = (await runner.query(
      "SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 'outcomes' AND index_name = 'outcomes_once' LIMIT 1",
    )) as unknown[]
    if (old !== undefined) await runner.query('ALTER TABLE outcomes DROP INDEX outcomes_once')
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}
