import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns, addIndex } from './change-tables'

/** A provider's contact is kept in the directory alone, so that it can be taken back everywhere at once; a provider who asks for it is erased. */
export class EraseProviders1795947000301 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'providers', { erasedAt: 'datetime(3) NULL' })
    await addIndex(runner, 'introductions', 'introductions_provider', 'providerId')
    await runner.query("UPDATE introductions SET contactEnc = NULL WHERE kind = 'provider' AND contactEnc IS NOT NULL")
  }

  async down(): Promise<void> {
    // Forward only: the directory has what the introductions had.
  }
}
