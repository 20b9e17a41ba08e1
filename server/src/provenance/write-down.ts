import { randomBytes } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import { literal, valuesOf } from '../core/literals'
import {
  bindingFacts,
  carryFacts,
  mergeFacts,
  moveFacts,
  outcomeFacts,
  ownerFacts,
  shareFacts,
  SHARE_TO_TELL,
  type LoggedBinding,
  type LoggedCarry,
  type LoggedMerge,
  type LoggedMove,
  type LoggedOwner,
  type LoggedShare,
  type LoggedSource,
} from './acts'
import { append } from './append'
import { arrivalFacts, arrivalState, type LoggedTouch } from './arrivals'
import { commitmentOf, type NewEntry } from './chain'
import type { Outcome } from './outcome.entity'
import { fillOutcomes } from './fill-outcomes'
import type { PersonScope, ProvenancePerson } from './person.entity'
import { SALT_BYTES } from './persons'

const CHUNK = 500

type Saltings = (bytes: number) => Buffer
/** Runs one chunk as a transaction of its own, or within the caller's. */
type Transaction = (work: (tx: EntityManager) => Promise<string | null>) => Promise<string | null>

/** An entry, of which it is still to be made who stands behind it. */
type Unsigned = Omit<NewEntry, 'person'> & {
  who: { accountId: string; scope: PersonScope; scopeId: string } | null
  state: string | null
}

/**
 * Writes into the log what stands in the tables and not yet in it: what happened before there was a log. Chunk by chunk; when it is started again it
 * goes on where it was.
 */
export async function writeDown(inTransaction: Transaction, salts: Saltings = randomBytes): Promise<void> {
  await fillOutcomes(inTransaction)
  for (const source of SOURCES) await writeSource(inTransaction, source, salts)
}

/** Only whose the referrals are that were carried on, for a log that has the rest. */
export const writeDownCarried = (inTransaction: Transaction): Promise<void> =>
  writeSource(inTransaction, CARRIED, randomBytes)

/** Which records became one, and two again: those tables are younger than the log. */
export async function writeDownMerges(inTransaction: Transaction): Promise<void> {
  for (const source of MERGES) await writeSource(inTransaction, source, randomBytes)
}

async function writeSource(inTransaction: Transaction, source: Source, salts: Saltings): Promise<void> {
  for (let last: string | null = '0'; last !== null;) {
    const start: string = last
    last = await inTransaction((tx) => writeChunk(tx, source, start, salts))
  }
}

interface Source {
  missing: string
  entry: (row: never) => Unsigned
}

const missing = (table: string, kind: string): string =>
  `SELECT x.* FROM ${table} x LEFT JOIN provenance_entries e ON e.kind = '${kind}' AND e.refId = x.id
    WHERE x.id > ? AND e.seq IS NULL ORDER BY x.id LIMIT ${CHUNK}`

const account = (accountId: string): Unsigned['who'] => ({ accountId, scope: 'account', scopeId: '0' })
const nobody = { who: null, state: null }

/** Referrals that have become another agent's than their card says, before that stood in the log. */
const CARRIED: Source = {
  missing: `SELECT f.id, f.agentId, f.givenAt FROM referrals f JOIN shares s ON s.id = f.shareId AND NOT s.agentId <=> f.agentId
     LEFT JOIN provenance_entries e ON e.kind = 'carried' AND e.refId = f.id
    WHERE f.id > ? AND e.seq IS NULL ORDER BY f.id LIMIT ${CHUNK}`,
  entry: (row: LoggedCarry & { givenAt: Date }) => ({
    kind: 'carried',
    at: row.givenAt,
    refId: row.id,
    facts: carryFacts(row),
    ...nobody,
  }),
}

const MERGES: readonly Source[] = [
  {
    missing: missing('record_merges', 'merged'),
    entry: (row: LoggedMerge) => ({ kind: 'merged', at: row.at, refId: row.id, facts: mergeFacts(row), ...nobody }),
  },
  {
    missing: missing('record_merges', 'parted').replace('WHERE', 'WHERE x.undoneAt IS NOT NULL AND'),
    entry: (row: { id: string; undoneAt: Date }) => ({
      kind: 'parted', at: row.undoneAt, refId: row.id, facts: {}, ...nobody,
    }),
  },
] // prettier-ignore

const SOURCES: readonly Source[] = [
  {
    missing: missing('shares', 'share'),
    entry: (row: LoggedShare) => ({
      kind: 'share', at: row.createdAt, refId: row.id, facts: shareFacts(row), who: account(row.sharerAccountId), state: null,
    }),
  },
  {
    missing: missing('referral_moves', 'move'),
    entry: (row: LoggedMove) => ({ kind: 'move', at: row.at, refId: row.id, facts: moveFacts(row), ...nobody }),
  },
  {
    // The account that made the record is the one in the first line of its history of owners.
    missing: `SELECT r.id, r.id recordId, COALESCE(h.actorAccountId, a.id) accountId, h.rule,
              r.provenanceKind, s.id provenanceShareId, r.becameClientAt at
       FROM client_records r
       ${SHARE_TO_TELL}
       LEFT JOIN ownership_changes h ON h.id = (SELECT MIN(id) FROM ownership_changes WHERE recordId = r.id)
       LEFT JOIN wechat_accounts a ON a.id = (SELECT MIN(id) FROM wechat_accounts WHERE recordId = r.id)
       LEFT JOIN provenance_entries e ON e.kind = 'bound' AND e.refId = r.id
      WHERE r.id > ? AND e.seq IS NULL ORDER BY r.id LIMIT ${CHUNK}`,
    entry: (row: LoggedBinding & LoggedSource & { accountId: string | null }) => ({
      kind: 'bound', at: row.at, refId: row.recordId, facts: bindingFacts(row.rule, row), who: row.accountId === null ? null : account(row.accountId), state: null,
    }),
  },
  {
    missing: missing('ownership_changes', 'owner'),
    entry: (row: LoggedOwner) => ({ kind: 'owner', at: row.at, refId: row.id, facts: ownerFacts(row), state: null,
      who: row.actorAccountId === null ? null : account(row.actorAccountId) }),
  },
  CARRIED,
  {
    missing: `SELECT t.* FROM touches t
       LEFT JOIN provenance_persons p ON p.accountId = t.accountId AND p.scope = 'share' AND p.scopeId = t.shareId
      WHERE t.id > ? AND p.state IS NULL ORDER BY t.id LIMIT ${CHUNK}`,
    entry: (row: LoggedTouch) => ({
      kind: 'arrival', at: row.firstAt, refId: row.shareId, facts: arrivalFacts(row),
      who: { accountId: row.accountId, scope: 'share', scopeId: row.shareId }, state: arrivalState(row),
    }),
  },
  {
    missing: missing('outcomes', 'outcome'),
    entry: (row: Outcome) => ({
      kind: 'outcome', at: row.at, refId: row.id, facts: outcomeFacts(row), state: null,
      who: row.accountId === null ? null : row.kind === 'referral_consented'
        ? { accountId: row.accountId, scope: 'referral', scopeId: row.subjectId } : account(row.accountId),
    }),
  },
] // prettier-ignore

/** Writes the next rows of one table down, and says at which it ended; null at the end. */
async function writeChunk(tx: EntityManager, source: Source, after: string, salts: Saltings): Promise<string | null> {
  const rows = await tx.query<{ id: string }[]>(source.missing, [after])
  const last = rows.at(-1)
  if (!last) return null
  const unsigned = rows.map((row) => source.entry(row as never))
  const persons = await personsOf(tx, unsigned, salts)
  await append(
    tx,
    unsigned.map(({ who, state: _, ...entry }) => ({ ...entry, person: who && persons.get(keyOf(who))! })),
  )
  return last.id
}

const keyOf = ({ accountId, scope, scopeId }: NonNullable<Unsigned['who']>): string =>
  `${accountId} ${scope} ${scopeId}`

async function personsOf(
  tx: EntityManager,
  entries: readonly Unsigned[],
  salts: Saltings,
): Promise<Map<string, Buffer>> {
  const wanted = new Map(entries.flatMap(({ who, state }) => (who ? [[keyOf(who), { ...who, state }] as const] : [])))
  if (wanted.size === 0) return new Map()
  const ids = [...new Set([...wanted.values()].map(({ accountId }) => accountId))]
  const known = await tx.query<{ accountId: string; scope: PersonScope; scopeId: string; commitment: Buffer }[]>(
    'SELECT accountId, scope, scopeId, commitment FROM provenance_persons WHERE accountId IN (?)',
    [ids],
  )
  const persons = new Map(known.map((person) => [keyOf(person), person.commitment]))
  const fresh = [...wanted.values()].filter((who) => !persons.has(keyOf(who)))
  const signed = fresh.map((who) => {
    const salt = salts(SALT_BYTES)
    return { ...who, salt, commitment: commitmentOf(salt, who.accountId, who.scope, who.scopeId) }
  })
  for (const person of signed) persons.set(keyOf(person), person.commitment)
  if (signed.length > 0)
    await tx.query(
      `INSERT INTO provenance_persons (accountId, scope, scopeId, salt, commitment, state) VALUES ${valuesOf(signed, personLiterals)}`,
    )
  return persons
}

const personLiterals = (person: ProvenancePerson): string =>
  `${literal.id(person.accountId)},${literal.word(person.scope)},${literal.id(person.scopeId)},${literal.bytes(person.salt.toString('hex'))},` +
  `${literal.bytes(person.commitment.toString('hex'))},${person.state === null ? 'NULL' : literal.ascii(person.state)}`
