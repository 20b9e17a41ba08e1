import type { MigrationInterface, QueryRunner } from 'typeorm'

/** A touch is found, and found again, by the person and the share: under a key of its own each meeting was written and taken back first. */
export class KeyTouchesByPerson1796000401000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const key = (await runner.query(
      `SELECT column_name AS name FROM information_schema.statistics
        WHERE table_schema = DATABASE() AND table_name = 'touches' AND index_name = 'PRIMARY'`,
    )) as { name: string }[]
    if (key.some(({ name }) => name === 'accountId')) return
    await runner.query(
      `ALTER TABLE touches ADD UNIQUE INDEX touches_id (id), DROP PRIMARY KEY, DROP INDEX touches_person,
         ADD PRIMARY KEY (accountId, shareId)`,
    )
  }

  async down(): Promise<void> {
    // Forward only: the new key answers whatever the old ones did.
  }
}
