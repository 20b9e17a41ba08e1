import { createDataSource } from './database'

/** Brings the database at DATABASE_URL up to date, and says what was done. Starting it twice is the same as once. */
async function migrate(): Promise<void> {
  const url = process.env.DATABASE_URL
  if (!url || !URL.canParse(url))
    throw new Error('DATABASE_URL must look like mysql://user:password@host:3306/database.')
  const db = await (await createDataSource(url, 2)).initialize()
  try {
    const done = await db.runMigrations()
    process.stdout.write(
      done.length > 0 ? `Migrated: ${done.map(({ name }) => name).join(', ')}\n` : 'Already up to date\n',
    )
  } finally {
    await db.destroy()
  }
}

migrate().catch((error: Error) => {
  process.stderr.write(`Migration failed: ${error.message}\n`)
  process.exitCode = 1
})
