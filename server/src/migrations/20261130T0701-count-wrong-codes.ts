import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns } from './change-tables'

/** A registration keeps how often a wrong code was typed to check in. */
export class CountWrongCodes1796000701000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'event_registrations', { wrongCodes: 'smallint unsigned NOT NULL DEFAULT 0' })
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}
