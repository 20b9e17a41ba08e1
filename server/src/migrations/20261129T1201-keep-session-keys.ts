import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns, addIndex } from './change-tables'

/** The session key of a login is kept, encrypted and for days only, to read what WeChat encrypts for this mini-program. */
export class KeepSessionKeys1795946201000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'sessions', { keyEnc: 'varbinary(256) NULL', keyUntil: 'datetime(3) NULL' })
    await addIndex(runner, 'sessions', 'sessions_key', 'keyUntil')
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}
