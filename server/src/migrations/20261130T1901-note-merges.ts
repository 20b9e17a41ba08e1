import type { MigrationInterface, QueryRunner } from 'typeorm'
import { writeDownMerges } from '../provenance/write-down'
import { inTransaction } from './change-tables'

/** Which records are one stands in the log too: by that the ways of their people are counted together. Each chunk is a transaction, so it can be started again. */
export class NoteMerges1796001901000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await writeDownMerges((work) => inTransaction(runner, work))
  }

  async down(): Promise<void> {
    // Forward only: the log only grows.
  }
}
