import type { EntityManager } from 'typeorm'
import { Findings } from './findings'
import { ChainCheck, entriesInOrder, type Mark } from './verify-chain'
import { checkEntries } from './verify-entries'
import { checkSources } from './verify-sources'
import { checkTables } from './verify-tables'

/**
 * Proves that the log of sources was not altered and that the tables agree with it, row for row in both directions. `tx` has to see one state of the
 * database throughout. Holds a thousand rows at a time, however long the log is.
 */
export async function verifyLog(tx: EntityManager, mark: Mark | null): Promise<{ head: Mark; findings: Findings }> {
  const findings = new Findings()
  const chain = new ChainCheck(findings, mark)
  for await (const entries of entriesInOrder(tx)) {
    for (const entry of entries) chain.take(entry)
    await checkEntries(tx, entries, findings)
  }
  const head = await chain.end(tx)
  await checkTables(tx, findings)
  await checkSources(tx, findings)
  return { head, findings }
}
