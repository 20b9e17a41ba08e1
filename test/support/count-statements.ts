import type { DataSource } from 'typeorm'

/** How many SQL statements the server sends while `work` runs. */
export async function countStatements(db: DataSource, work: () => Promise<unknown>): Promise<number> {
  const logger = db.logger
  let count = 0
  db.logger = new Proxy(logger, {
    get: (target, name, receiver) =>
      name === 'logQuery' ? () => void (count += 1) : (Reflect.get(target, name, receiver) as unknown),
  })
  try {
    await work()
  } finally {
    db.logger = logger
  }
  return count
}
