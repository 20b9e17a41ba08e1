import { createHash } from 'node:crypto'
import type { EntryKind, ProvenanceEntry } from './entry.entity'
import type { PersonScope } from './person.entity'

export type Facts = Record<string, string | number | null | undefined>

/** Something that happened, before it has its place in the log. */
export interface NewEntry {
  kind: EntryKind
  at: Date
  refId: string | null
  person: Buffer | null
  facts: Facts
}

/** Where a log without entries ends. */
export const GENESIS = { seq: '0', hash: Buffer.alloc(32) } as const

/** The one way to write facts down: keys in their order, without what is not there, so that a fact that came to be known later changes no older entry. */
export function canonical(facts: Facts): string {
  const given = Object.entries(facts).filter(([, value]) => value !== null && value !== undefined)
  return JSON.stringify(Object.fromEntries(given.sort(([a], [b]) => (a < b ? -1 : 1))))
}

/** The hash over everything that an entry says, the hash before it included. */
export function hashOfEntry(entry: Omit<ProvenanceEntry, 'hash'>): Buffer {
  const { seq, kind, at, refId, person, facts, prevHash } = entry
  const told = [seq, kind, at.toISOString(), refId, person?.toString('hex') ?? null, facts, prevHash.toString('hex')]
  return createHash('sha256').update(JSON.stringify(told)).digest()
}

/** The entries as they follow on this head. */
export function chained(head: { seq: string; hash: Buffer }, entries: readonly NewEntry[]): ProvenanceEntry[] {
  let { seq, hash } = head
  return entries.map(({ facts, ...entry }) => {
    seq = String(BigInt(seq) + 1n)
    const told = { seq, ...entry, facts: canonical(facts), prevHash: hash }
    hash = hashOfEntry(told)
    return { ...told, hash }
  })
}

/** What stands in the log for a person: without the salt it says nothing, and cannot be tried out. */
export function commitmentOf(salt: Buffer, accountId: string, scope: PersonScope, scopeId: string): Buffer {
  return createHash('sha256').update(salt).update(`${accountId} ${scope} ${scopeId}`).digest()
}
