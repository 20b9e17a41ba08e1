import { ExponentialBackoff, handleWhen, retry } from 'cockatiel'
import type { DataSource, EntityManager } from 'typeorm'
import { toItsEnd } from './before-commit'

const CONFLICTS = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_DUP_ENTRY'])

/** Where two requests collide (deadlock, or both made the row that a unique key allows once), the whole of it runs again. */
export const conflicts = retry(
  handleWhen((error) => CONFLICTS.has((error as { driverError?: { code?: string } }).driverError?.code ?? '')),
  { maxAttempts: 8, backoff: new ExponentialBackoff({ initialDelay: 5, maxDelay: 200 }) },
)

/**
 * Runs `work` in one READ COMMITTED transaction: all of it happens, or nothing. Where two requests collide the
 * whole of it runs again, so `work` must have no effect but through `tx`.
 */
export async function transact<T>(db: DataSource, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  const { result, afterwards } = await conflicts.execute(() =>
    db.transaction('READ COMMITTED', (tx) => toItsEnd(tx, work)),
  )
  for (const step of afterwards) step()
  return result
}
