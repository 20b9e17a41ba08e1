import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns } from './change-tables'

/** A merge keeps which places in events it set aside, so that undoing it can give them back. */
export class KeepPlacesAside1796000501000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'record_merges', { placesAside: 'json NULL' })
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}
