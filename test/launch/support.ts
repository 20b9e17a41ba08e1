import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { claimsOf, supportTable, WRITE_COMMAND, type TestReport } from '../host/conformance/support'
import { universe } from '../host/conformance/universe'
import { root } from './paths'

const FILE = join(root, 'test/host/SUPPORT.md')

/** Compares the host's SUPPORT.md with what the tests proved, or writes it. A run that left out a claim says nothing about it. */
export async function checkSupport(report: TestReport, { write }: { write: boolean }): Promise<void> {
  const claims = claimsOf(report)
  if (!claims) {
    if (write) throw new Error(`Not every claim ran, so SUPPORT.md was left alone. Write it by: ${WRITE_COMMAND}`)
    return
  }
  const table = supportTable(claims, await universe())
  if (existsSync(FILE) && readFileSync(FILE, 'utf8') === table) return
  // What failed is told already; a table without it would be up to date only until it is mended.
  if (claims.some(({ isProved }) => !isProved)) return
  if (!write) throw new Error(`test/host/SUPPORT.md is not what the tests proved. Rewrite it by: ${WRITE_COMMAND}`)
  writeFileSync(FILE, table)
  console.log('✓ test/host/SUPPORT.md written')
}
