import { openTestDatabase, type TestDatabase } from '../../support/database'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

describe('the migrated schema', () => {
  it('is what the entities say, table for table and column for column', async () => {
    const { upQueries } = await database.db.driver.createSchemaBuilder().log()
    expect(upQueries.map(({ query }) => query)).toEqual([])
  })

  it('stores every text in utf8mb4, or in ascii where it is a code', async () => {
    const odd = await database.db.query(
      `SELECT table_name t, column_name c, character_set_name s FROM information_schema.columns
        WHERE table_schema = DATABASE() AND character_set_name NOT IN ('utf8mb4', 'ascii')`,
    )
    expect(odd).toEqual([])
  })

  it('does nothing when it is migrated again', async () => {
    expect(await database.db.runMigrations()).toEqual([])
  })
})
