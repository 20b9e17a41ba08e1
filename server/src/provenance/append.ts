import type { EntityManager } from 'typeorm'
import { beforeCommit } from '../core/before-commit'
import { literal, valuesOf } from '../core/literals'
import { chained, type NewEntry } from './chain'
import type { ProvenanceEntry } from './entry.entity'
import type { ProvenanceHead } from './head.entity'

/** Notes an entry for the log; it is appended as the last step of the transaction. */
export function note(tx: EntityManager, entry: NewEntry): void {
  beforeCommit(tx, append, entry)
}

/** Locks the end of the log and reads it. Whoever else appends waits from here to the commit, so nothing else may be locked after this. */
export const LOCK_HEAD = 'SELECT seq, hash FROM provenance_heads WHERE id = 1 FOR UPDATE'

/** The statements that append these entries where the log ends. */
export function appendStatements(
  head: Pick<ProvenanceHead, 'seq' | 'hash'> | undefined,
  entries: readonly NewEntry[],
): string[] {
  if (!head) throw new Error('The log of sources has no head: the migrations have not run')
  const rows = chained(head, entries)
  const last = rows.at(-1)
  if (!last) return []
  return [
    `INSERT INTO provenance_entries (seq, kind, at, refId, person, facts, prevHash, hash) VALUES ${valuesOf(rows, entryLiterals)}`,
    `UPDATE provenance_heads SET seq = ${literal.id(last.seq)}, hash = ${literal.bytes(last.hash.toString('hex'))} WHERE id = 1`,
  ]
}

/** Appends these entries to the log. */
export async function append(tx: EntityManager, entries: readonly NewEntry[]): Promise<void> {
  const [head] = await tx.query<ProvenanceHead[]>(LOCK_HEAD)
  for (const statement of appendStatements(head, entries)) await tx.query(statement)
}

const entryLiterals = ({ seq, kind, at, refId, person, facts, prevHash, hash }: ProvenanceEntry): string =>
  `${literal.id(seq)},${literal.word(kind)},${literal.instant(at)},${literal.id(refId)},` +
  `${person === null ? 'NULL' : literal.bytes(person.toString('hex'))},${literal.ascii(facts)},` +
  `${literal.bytes(prevHash.toString('hex'))},${literal.bytes(hash.toString('hex'))}`
