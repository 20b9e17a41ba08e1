import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Who took the consent back before withdrawals forgot the name and the number is forgotten now, with the records that had become part of theirs. */
export class ForgetWhoWithdrew1796000801000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE client_records m JOIN record_merges x ON x.activeMergedRecordId = m.id
         JOIN client_records r ON r.id = x.survivorRecordId AND r.status = 'withdrawn'
          SET m.displayName = '', m.phoneEnc = NULL, m.phoneHash = NULL`,
    )
    await runner.query(
      "UPDATE client_records SET displayName = '', phoneEnc = NULL, phoneHash = NULL WHERE status = 'withdrawn'",
    )
  }

  async down(): Promise<void> {
    // Forward only: what was forgotten is gone.
  }
}
