import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns } from './change-tables'

/** A plan may be about one event; those from before are about none, and are measured on all. */
export class NameEventOfPlan1796000502000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'outreach_plans', { eventId: 'bigint unsigned NULL' })
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}
