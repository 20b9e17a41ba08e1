import type { MigrationInterface, QueryRunner } from 'typeorm'

/** A contact of 200 characters may take 3,200 bytes, and encryption adds its own. */
export class WidenContacts1795428013000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE introductions MODIFY contactEnc varbinary(4096) NULL')
  }

  async down(): Promise<void> {
    // Forward only: a narrower column would cut what is stored.
  }
}
