import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns, addIndex } from './change-tables'

/** A merge names the record at the end of all merges, so that a chain of them is read in one step, and the case that decided it. */
export class FollowMerges1796001001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'record_merges', {
      livingRecordId: 'bigint unsigned NULL',
      caseId: 'bigint unsigned NULL',
    })
    await addIndex(runner, 'record_merges', 'record_merges_living', 'livingRecordId')
    await runner.query(
      'UPDATE record_merges SET livingRecordId = survivorRecordId WHERE activeMergedRecordId IS NOT NULL',
    )
    // One level a time, until none names a record that was merged itself.
    for (let moved = 1; moved > 0;) {
      const result = (await runner.query(
        `UPDATE record_merges m JOIN record_merges n ON n.activeMergedRecordId = m.livingRecordId
            SET m.livingRecordId = n.survivorRecordId`,
      )) as { affectedRows: number }
      moved = result.affectedRows
    }
    // A decision and its merge are of one instant.
    await runner.query(
      `UPDATE record_merges m JOIN ownership_cases c ON c.decidedAt = m.at AND c.otherRecordId IS NOT NULL
          SET m.caseId = c.id WHERE m.kind = 'by_case'`,
    )
  }

  async down(): Promise<void> {
    // Forward only: data are never dropped by a migration.
  }
}
