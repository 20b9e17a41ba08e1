import type { MigrationInterface, QueryRunner } from 'typeorm'
import { writeDown } from '../provenance/write-down'
import { inTransaction } from './change-tables'

/** What happened before there was a log stands in it too, in the order of the tables. Each chunk is a transaction, so it can be started again. */
export class WriteDownProvenance1795946402000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await writeDown((work) => inTransaction(runner, work))
  }

  async down(): Promise<void> {
    // Forward only: the log only grows.
  }
}
