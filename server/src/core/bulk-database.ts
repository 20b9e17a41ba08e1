import { Inject, Injectable } from '@nestjs/common'
import { createPool, type Pool, type PoolConnection } from 'mysql2/promise'
import { QueryFailedError } from 'typeorm'
import { addressOf, VALUE_FORMS } from './database-address'
import { Env } from './env'
import { conflicts } from './transact'

/** A transaction in two messages: what it locks and reads, and what it then writes. Statements run in their order; the first that fails ends them. */
export interface BulkTransaction {
  /** Opens the transaction and locks; answers the rows of each statement. */
  begin(statements: readonly string[]): Promise<unknown[][]>
  /** Writes, and reads what only then can be locked; the transaction goes on. */
  write(statements: readonly string[]): Promise<unknown[]>
  /** Writes, and ends the transaction for good. */
  commit(statements: readonly string[]): Promise<void>
  /** After a commit that failed: takes back what was written of it, and keeps what is locked. */
  undo(): Promise<void>
  rows<T>(statement: string): Promise<T[]>
}

/** Transactions that run at once; more of them wait for each other in what they all count. */
export const SIDE_BY_SIDE = 4

const BEGIN = ['SET TRANSACTION ISOLATION LEVEL READ COMMITTED', 'START TRANSACTION']
// After the locks: going back to where the engine was not yet part of the transaction would end it there, and let go of them.
const LOCKED = 'SAVEPOINT nothing_written'

/**
 * A connection that takes several statements in one message, for writing by the thousand: ten messages a transaction would have the database wait ten
 * times for a busy server's attention. Only for statements made of literals (see literals.ts), since whoever got text into one could get in a
 * statement. At most `SIDE_BY_SIDE` transactions at a time.
 */
@Injectable()
export class BulkDatabase {
  private readonly pool: Pool

  constructor(@Inject(Env) { DATABASE_URL }: Env) {
    const { username: user, ...address } = addressOf(DATABASE_URL)
    this.pool = createPool({
      user,
      ...address,
      ...VALUE_FORMS,
      multipleStatements: true,
      connectionLimit: SIDE_BY_SIDE,
    })
  }

  /** Like `transact`: all or nothing, and again where two collide. */
  transact<T>(work: (tx: BulkTransaction) => Promise<T>): Promise<T> {
    return conflicts.execute(async () => {
      const connection = await this.pool.getConnection()
      try {
        return await work(transactionOn(connection))
      } catch (error) {
        await connection.query('ROLLBACK').catch(() => connection.destroy())
        throw error
      } finally {
        connection.release()
      }
    })
  }

  close(): Promise<void> {
    return this.pool.end()
  }
}

function transactionOn(connection: PoolConnection): BulkTransaction {
  const send = async (statements: readonly string[]): Promise<unknown[]> => {
    try {
      // Without values there are no placeholders to look for in a megabyte of SQL.
      const [results] = await connection.query(statements.join(';'), null)
      return results as unknown[]
    } catch (error) {
      // As from every other statement, so that it is understood, and logged without its data.
      throw new QueryFailedError('', undefined, error as Error)
    }
  }
  return {
    begin: async (statements) =>
      (await send([...BEGIN, ...statements, LOCKED])).slice(
        BEGIN.length,
        BEGIN.length + statements.length,
      ) as unknown[][],
    write: send,
    commit: async (statements) => void (await send([...statements, 'COMMIT'])),
    undo: async () => void (await send(['ROLLBACK TO SAVEPOINT nothing_written'])),
    rows: async <T>(statement: string) => (await send([statement])) as T[],
  }
}
