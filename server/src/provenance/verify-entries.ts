import type { BindingRule } from '@quanke/shared/domain/client'
import type { EntityManager } from 'typeorm'
import {
  bindingFacts,
  mergeFacts,
  moveFacts,
  outcomeFacts,
  ownerFacts,
  ownerFactsFirst,
  shareFacts,
  type LoggedMerge,
  type LoggedMove,
  type LoggedOwner,
  type LoggedShare,
  type LoggedSource,
} from './acts'
import { canonical, type Facts } from './chain'
import type { EntryKind, ProvenanceEntry } from './entry.entity'
import type { Findings } from './findings'
import type { Outcome } from './outcome.entity'
import type { ProvenancePerson } from './person.entity'

/** What a row says, in the words of the log. `accountId` is whose commitment the entry has to hold; undefined where it holds none. */
interface Told {
  at: Date
  facts: Facts
  accountId?: string | null
}

type Row = Record<string, unknown>

/** The tables in which acts stand by their own id. */
const ROWS: Partial<Record<EntryKind, { table: string; told: (row: Row, facts: string) => Told }>> = {
  share: { table: 'shares', told: (row) => toldByShare(row as unknown as LoggedShare) },
  move: { table: 'referral_moves', told: (row) => toldByMove(row as unknown as LoggedMove) },
  owner: { table: 'ownership_changes', told: (row, facts) => toldByOwner(row as unknown as LoggedOwner, facts) },
  merged: { table: 'record_merges', told: (row) => toldByMerge(row as unknown as LoggedMerge) },
  parted: { table: 'record_merges', told: (row) => toldByParting(row) },
  outcome: { table: 'outcomes', told: (row) => toldByOutcome(row as unknown as Outcome) },
  taken_back: { table: 'outcomes', told: (row) => toldByTakingBack(row as unknown as Outcome) },
}

const toldByShare = (row: LoggedShare): Told => ({
  at: row.createdAt,
  facts: shareFacts(row),
  accountId: row.sharerAccountId,
})
const toldByMove = (row: LoggedMove): Told => ({ at: row.at, facts: moveFacts(row) })
const toldByOwner = (row: LoggedOwner, facts: string): Told =>
  'v' in (JSON.parse(facts) as object)
    ? { at: row.at, facts: ownerFacts(row), accountId: row.actorAccountId }
    : { at: row.at, facts: ownerFactsFirst(row) }
const toldByMerge = (row: LoggedMerge): Told => ({ at: row.at, facts: mergeFacts(row) })
const toldByParting = ({ undoneAt }: { undoneAt?: Date | null }): Told => ({ at: undoneAt ?? new Date(0), facts: {} })
const toldByOutcome = (row: Outcome): Told => ({ at: row.at, facts: outcomeFacts(row), accountId: row.accountId })
/** One that stands after all says another time than any entry. */
const toldByTakingBack = ({ takenBackAt }: Outcome): Told => ({ at: takenBackAt ?? new Date(0), facts: {} })

/** Everything that a chunk of the log has to be compared with. */
interface Compared {
  persons: Map<string, ProvenancePerson>
  forgotten: Set<string>
  rows: Map<string, Row>
}

/** Whether each of these entries still stands in the tables as it says. */
export async function checkEntries(
  tx: EntityManager,
  entries: readonly ProvenanceEntry[],
  findings: Findings,
): Promise<void> {
  const compared = await comparedWith(tx, entries)
  for (const entry of entries) {
    const wrong = wrongWith(entry, compared)
    if (wrong !== null) findings.add(`entry ${entry.seq} (${entry.kind}): ${wrong}`)
  }
}

async function comparedWith(tx: EntityManager, entries: readonly ProvenanceEntry[]): Promise<Compared> {
  const commitments = entries.flatMap(({ person }) => person ?? [])
  const rows = new Map<string, Row>()
  for (const [kind, { table }] of Object.entries(ROWS)) await readInto(rows, tx, kind, table, refsOf(entries, kind))
  await readInto(rows, tx, 'carried', 'referrals', refsOf(entries, 'carried'))
  await readInto(rows, tx, 'bound', 'client_records', refsOf(entries, 'bound'))
  const persons = await personsBehind(tx, commitments)
  const arrived = [...persons.values()].filter(({ scope }) => scope === 'share')
  for (const { accountId, scopeId } of await touchesOf(tx, arrived)) rows.set(`arrival ${accountId} ${scopeId}`, {})
  for (const id of await cardsAmong(tx, rows, entries)) rows.set(`card ${id}`, {})
  const firsts = await firstBindings(tx, refsOf(entries, 'bound'))
  for (const seq of firsts) rows.set(`first ${seq}`, {})
  return { persons, forgotten: await forgottenOf(tx, commitments), rows }
}

const refsOf = (entries: readonly ProvenanceEntry[], kind: string): string[] =>
  entries.flatMap((entry) => (entry.kind === kind ? (entry.refId ?? []) : []))

async function readInto(
  rows: Map<string, Row>,
  tx: EntityManager,
  kind: string,
  table: string,
  ids: readonly string[],
) {
  if (ids.length === 0) return
  for (const row of await tx.query<({ id: string } & Row)[]>(`SELECT * FROM ${table} WHERE id IN (?)`, [ids]))
    rows.set(`${kind} ${row.id}`, row)
}

async function personsBehind(tx: EntityManager, commitments: readonly Buffer[]): Promise<Compared['persons']> {
  if (commitments.length === 0) return new Map()
  const persons = await tx.query<ProvenancePerson[]>('SELECT * FROM provenance_persons WHERE commitment IN (?)', [
    commitments,
  ])
  return new Map(persons.map((person) => [person.commitment.toString('hex'), person]))
}

async function touchesOf(
  tx: EntityManager,
  persons: readonly ProvenancePerson[],
): Promise<{ accountId: string; scopeId: string }[]> {
  if (persons.length === 0) return []
  return tx.query(
    `SELECT t.accountId, t.shareId scopeId FROM provenance_persons p
       JOIN touches t ON t.accountId = p.accountId AND t.shareId = p.scopeId WHERE p.commitment IN (?)`,
    [persons.map(({ commitment }) => commitment)],
  )
}

/** Which of the shares by which records came are referral cards. */
async function cardsAmong(
  tx: EntityManager,
  rows: ReadonlyMap<string, Row>,
  entries: readonly ProvenanceEntry[],
): Promise<string[]> {
  const bound = entries.filter(({ kind }) => kind === 'bound')
  const ids = bound.flatMap(({ refId, facts }) => {
    const row = rows.get(`bound ${refId}`) as LoggedSource | undefined
    return [shareIn(facts), row?.provenanceShareId ?? null].filter((id) => id !== null)
  })
  if (ids.length === 0) return []
  const cards = await tx.query<{ id: string }[]>("SELECT id FROM shares WHERE subject = 'referral' AND id IN (?)", [
    ids,
  ])
  return cards.map(({ id }) => id)
}

const shareIn = (facts: string): string | null => (JSON.parse(facts) as { share?: string }).share ?? null

async function firstBindings(tx: EntityManager, recordIds: readonly string[]): Promise<string[]> {
  if (recordIds.length === 0) return []
  const rows = await tx.query<{ seq: string }[]>(
    "SELECT MIN(seq) seq FROM provenance_entries WHERE kind = 'bound' AND refId IN (?) GROUP BY refId",
    [recordIds],
  )
  return rows.map(({ seq }) => seq)
}

async function forgottenOf(tx: EntityManager, commitments: readonly Buffer[]): Promise<Set<string>> {
  if (commitments.length === 0) return new Set()
  const rows = await tx.query<{ person: Buffer }[]>(
    "SELECT person FROM provenance_entries WHERE kind = 'forgotten' AND person IN (?)",
    [commitments],
  )
  return new Set(rows.map(({ person }) => person.toString('hex')))
}

/** What is wrong with an entry, or null. */
function wrongWith(entry: ProvenanceEntry, compared: Compared): string | null {
  const { kind, refId, person } = entry
  const commitment = person?.toString('hex') ?? ''
  const known = compared.persons.get(commitment)
  const isForgotten = compared.forgotten.has(commitment)
  if (person !== null && known && isForgotten) return 'a person who was forgotten can still be told'
  if (person !== null && !known && !isForgotten)
    return 'nobody can tell any more whose it was, and nobody was forgotten'
  if (kind === 'forgotten') return null
  if (kind === 'arrival') return wrongWithArrival(entry, known, compared)
  const row = compared.rows.get(`${kind} ${refId}`)
  if (!row) return `there is no row ${refId} of it`
  if (kind === 'bound') return wrongWithBinding(entry, row, compared)
  // To whom it was carried last is compared beside the referral's card.
  if (kind === 'carried') return null
  return wrongWithRow(entry, ROWS[kind]!.told(row, entry.facts), known)
}

function wrongWithRow(entry: ProvenanceEntry, told: Told, known: ProvenancePerson | undefined): string | null {
  if (told.at.getTime() !== entry.at.getTime() || canonical(told.facts) !== entry.facts)
    return 'its row says something else'
  if (told.accountId === undefined) return null
  return (known?.accountId ?? null) === told.accountId ? null : 'its row is somebody else’s'
}

function wrongWithArrival(
  { refId, person }: ProvenanceEntry,
  known: ProvenancePerson | undefined,
  { rows }: Compared,
): string | null {
  if (person === null) return 'nobody arrived'
  if (!known) return null
  if (known.scope !== 'share' || known.scopeId !== refId) return 'it is of another share than its person'
  return rows.has(`arrival ${known.accountId} ${refId}`) ? null : 'there is no touch of it'
}

/**
 * The binding that made a record says where it came from; later ones only tie further accounts to it. Which card it was the log does not tell, or, in
 * older entries, tells of a record that may have forgotten it since.
 */
function wrongWithBinding({ seq, at, facts }: ProvenanceEntry, row: Row, { rows }: Compared): string | null {
  if (!rows.has(`first ${seq}`)) return null
  const { rule } = JSON.parse(facts) as { rule: BindingRule }
  const { provenanceKind, provenanceShareId } = row as unknown as LoggedSource
  const told = shareIn(facts)
  const isForgotten = provenanceShareId === null && rows.has(`card ${told}`)
  const isUntold = told === null && rows.has(`card ${provenanceShareId}`)
  const source = { provenanceKind, provenanceShareId: isForgotten || isUntold ? told : provenanceShareId }
  const isSame =
    (row.becameClientAt as Date).getTime() === at.getTime() && facts === canonical(bindingFacts(rule, source))
  return isSame ? null : 'the record says that it came from somewhere else'
}
