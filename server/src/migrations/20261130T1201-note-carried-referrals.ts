import type { MigrationInterface, QueryRunner } from 'typeorm'
import { writeDownCarried } from '../provenance/write-down'
import { inTransaction } from './change-tables'

/** Whose the referrals are that went along with a client stands in the log too. Each chunk is a transaction, so it can be started again. */
export class NoteCarriedReferrals1796001201000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await writeDownCarried((work) => inTransaction(runner, work))
  }

  async down(): Promise<void> {
    // Forward only: the log only grows.
  }
}
