import type { DataSource } from 'typeorm'
import type { BulkDatabase } from '../../server/src/core/bulk-database'

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

/** Like countStatements, of those that go many in a message. */
export async function countBulkStatements(bulk: BulkDatabase, work: () => Promise<unknown>): Promise<number> {
  const { transact } = bulk
  let count = 0
  const counted =
    <T>(send: (statements: readonly string[]) => Promise<T>) =>
    (statements: readonly string[]) => {
      count += statements.length
      return send(statements)
    }
  bulk.transact = (inner) =>
    transact.call(bulk, (tx) => inner({ ...tx, begin: counted(tx.begin), commit: counted(tx.commit) })) as ReturnType<
      typeof inner
    >
  try {
    await work()
  } finally {
    bulk.transact = transact
  }
  return count
}
