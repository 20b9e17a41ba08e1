import type { DataSource } from 'typeorm'

type Row = Record<string, unknown>

/** Whoever looks, signs in or is told leaves a line in these. */
const NOISE = new Set(['audit_entries', 'migrations', 'outbox_messages', 'owner_notices', 'sessions'])

/** What only grows, also when a merge is undone. */
export const HISTORIES = [
  'record_merges',
  'ownership_changes',
  'ownership_case_steps',
  'provenance_entries',
  'provenance_heads',
  'provenance_persons',
]

/** Every row of every table, as text, by table and the row's key; roll-ups of nothing are left out, since they say nothing. */
export async function snapshot(db: DataSource, ...ignored: string[]): Promise<Record<string, Record<string, Row>>> {
  const tables = await db.query<{ name: string; keys: string }[]>(
    `SELECT table_name AS name, GROUP_CONCAT(column_name ORDER BY ordinal_position) AS \`keys\` FROM information_schema.columns
      WHERE table_schema = DATABASE() AND column_key = 'PRI' AND table_name NOT LIKE 'kept\\_%' GROUP BY table_name`,
  )
  const all: Record<string, Record<string, Row>> = {}
  for (const { name, keys } of tables) {
    if (NOISE.has(name) || ignored.includes(name)) continue
    const rows = await db.query<Row[]>(
      `SELECT * FROM \`${name}\` ${name === 'engagement_totals' ? 'WHERE count > 0 OR seconds > 0' : ''}`,
    )
    all[name] = Object.fromEntries(
      rows.map((row) => [
        keys
          .split(',')
          .map((key) => text(row[key]))
          .join(' '),
        plain(row),
      ]),
    )
  }
  return all
}

const plain = (row: Row): Row => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, text(value)]))

function text(value: unknown): string | null {
  if (value === null || typeof value === 'string') return value
  if (Buffer.isBuffer(value)) return value.toString('hex')
  return value instanceof Date ? value.toISOString() : JSON.stringify(value)
}
