import type { DataSource } from 'typeorm'

/** Whoever looks, is refused or signs in leaves a line in these. */
const MAY_CHANGE = new Set(['audit_entries', 'sessions', 'migrations'])

/** What the database holds, but for the audit log and sessions: two are equal when nothing was written in between. */
export async function fingerprint(db: DataSource): Promise<Record<string, string>> {
  const tables = (
    await db.query<{ name: string }[]>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'",
    )
  )
    .map(({ name }) => name)
    .filter((name) => !MAY_CHANGE.has(name) && !name.startsWith('kept_'))
  const rows = await db.query<{ Table: string; Checksum: string }[]>(
    `CHECKSUM TABLE ${tables.map((name) => `\`${name}\``).join(', ')}`,
  )
  return Object.fromEntries(rows.map(({ Table, Checksum }) => [Table.split('.').at(-1)!, Checksum]))
}
