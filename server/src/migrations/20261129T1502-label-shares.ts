import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The campaign of a share, and the index by which the first touches of a period are found. */
export class LabelShares1795946502000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const shares = await runner.getTable('shares')
    if (!shares?.findColumnByName('campaignId'))
      await runner.query(
        'ALTER TABLE shares ADD COLUMN campaignId bigint unsigned NULL, ADD INDEX shares_campaign (campaignId)',
      )
    const touches = await runner.getTable('touches')
    if (!touches?.indices.some(({ name }) => name === 'touches_arrival'))
      await runner.query('ALTER TABLE touches ADD INDEX touches_arrival (agentId, firstAt)')
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}
