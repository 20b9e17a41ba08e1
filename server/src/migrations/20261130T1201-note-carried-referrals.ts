import type { MigrationInterface, QueryRunner } from 'typeorm'
import { writeDownCarried } from '../provenance/write-down'

/** Whose the referrals are that went along with a client stands in the log too. Each chunk is a transaction, so it can be started again. */
export class NoteCarriedReferrals1796001201000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await writeDownCarried(async (work) => {
      await runner.startTransaction('READ COMMITTED')
      try {
        const last = await work(runner.manager)
        await runner.commitTransaction()
        return last
      } catch (error) {
        await runner.rollbackTransaction().catch(() => undefined)
        throw error
      }
    })
  }

  async down(): Promise<void> {
    // Forward only: the log only grows.
  }
}
