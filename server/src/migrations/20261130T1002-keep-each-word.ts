import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns } from './change-tables'

/** Two records that turn out to be of two people are parted with what each of the two has said. */
export class KeepEachWord1796001002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'client_records', { namedByAccountId: 'bigint unsigned NULL' })
    await addColumns(runner, 'record_merges', { survivorName: 'varchar(160) NULL' })
    await addColumns(runner, 'wechat_accounts', { neverAskSaidAt: 'datetime(3) NULL' })
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}
