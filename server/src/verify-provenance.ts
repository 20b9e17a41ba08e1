import { parseArgs } from 'node:util'
import { verifyCredits } from './attribution/verify-credits'
import { verifyDecisions } from './clients/verify-decisions'
import { createDataSource } from './database'
import { verifyDraws } from './outreach/verify-draws'
import { verifyLog } from './provenance/verify'
import type { Mark } from './provenance/verify-chain'

/**
 * Proves that the log of sources at DATABASE_URL was not altered, that the tables agree with it, that replaying it gives the same credits, and that the
 * kept decisions and draws follow from what stands with them. Prints where the log ends; whoever keeps that line
 * elsewhere and gives it back with `--head` proves that nothing was cut off or written anew since. Ends with 0 when all is well, with 1 when not. May run
 * beside the server.
 */
async function verifyProvenance(): Promise<void> {
  const url = process.env.DATABASE_URL
  if (!url || !URL.canParse(url))
    throw new Error('DATABASE_URL must look like mysql://user:password@host:3306/database.')
  const { values } = parseArgs({ options: { head: { type: 'string' } } })
  const mark = values.head === undefined ? null : markOf(values.head)
  const db = await (await createDataSource(url, 2)).initialize()
  try {
    // One state of the database throughout, whatever is written meanwhile.
    const { head, findings, count } = await db.transaction('REPEATABLE READ', async (tx) => {
      const verified = await verifyLog(tx, mark)
      await verifyDecisions(tx, verified.findings)
      await verifyDraws(tx, verified.findings)
      return { ...verified, count: await verifyCredits(tx, verified.findings, new Date()) }
    })
    for (const sentence of findings.told) process.stderr.write(`${sentence}\n`)
    if (findings.count > findings.told.length)
      process.stderr.write(`and ${findings.count - findings.told.length} more\n`)
    process.stdout.write(
      `${findings.count === 0 ? 'Unaltered' : 'ALTERED'}, ${count} outcomes replayed. head ${head.seq}:${head.hash}\n`,
    )
    process.exitCode = findings.count === 0 ? 0 : 1
  } finally {
    await db.destroy()
  }
}

function markOf(text: string): Mark {
  const parts = /^(\d{1,19}):([0-9a-f]{64})$/u.exec(text)
  if (!parts) throw new Error('--head must be a head as this command printed it, such as 1234:5d41…')
  return { seq: parts[1]!, hash: parts[2]! }
}

verifyProvenance().catch((error: Error) => {
  process.stderr.write(`The log of sources could not be verified: ${error.message}\n`)
  process.exitCode = 1
})
