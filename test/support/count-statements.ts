import { AsyncLocalStorage } from 'node:async_hooks'
import type { DataSource } from 'typeorm'
import type { BulkDatabase } from '../../server/src/core/bulk-database'

/** How many SQL statements the server sends for `work`. What it sends meanwhile of its own accord, for its outbox and sweeps, is none of them. */
export async function countStatements(db: DataSource, work: () => Promise<unknown>): Promise<number> {
  const logger = db.logger
  const within = new AsyncLocalStorage<true>()
  let count = 0
  const note = (): void => {
    if (within.getStore()) count += 1
  }
  db.logger = new Proxy(logger, {
    get: (target, name, receiver) => (name === 'logQuery' ? note : (Reflect.get(target, name, receiver) as unknown)),
  })
  try {
    await within.run(true, work)
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
