import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What an account did of each kind, latest first: what a client hides from the agent need not be walked through to find what is shown. */
export class IndexEngagementsByKind1795946701000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const indexes = (await runner.query(
      `SELECT DISTINCT index_name AS name FROM information_schema.statistics
        WHERE table_schema = DATABASE() AND table_name = 'engagements'`,
    )) as { name: string }[]
    const has = (name: string) => indexes.some((index) => index.name === name)
    const changes = [
      ...(has('engagements_person') ? [] : ['ADD INDEX engagements_person (accountId, recordId, kind, occurredAt)']),
      ...(has('engagements_account') ? ['DROP INDEX engagements_account'] : []),
    ]
    if (changes.length > 0) await runner.query(`ALTER TABLE engagements ${changes.join(', ')}`)
  }

  async down(): Promise<void> {
    // Forward only: the new index answers whatever the old one did.
  }
}
