import type { EntityManager } from 'typeorm'
import { arrivalFacts, arrivalState, type LoggedTouch } from './arrivals'
import { canonical, commitmentOf } from './chain'
import type { ProvenanceEntry } from './entry.entity'
import type { Findings } from './findings'
import type { ProvenancePerson } from './person.entity'

const CHUNK = 1000

/** Rows that the log has to hold: their table and which of its rows, the kind of entry, and whether there may be several. */
const LOGGED = [
  ['shares', 'share', 1, ''],
  ['referral_moves', 'move', 1, ''],
  ['ownership_changes', 'owner', 1, ''],
  ['record_merges', 'merged', 1, ''],
  ['record_merges', 'parted', 1, 'AND undoneAt IS NOT NULL'],
  ['outcomes', 'outcome', 1, ''],
  ['outcomes', 'taken_back', 1, 'AND takenBackAt IS NOT NULL'],
  ['client_records', 'bound', Number.MAX_SAFE_INTEGER, ''],
] as const

/** Whether everything that the tables say stands in the log, once: rows that were put in beside it are found here. */
export async function checkTables(tx: EntityManager, findings: Findings): Promise<void> {
  for (const logged of LOGGED) await checkRows(tx, logged, findings)
  await checkTouches(tx, findings)
  await checkPersons(tx, findings)
}

async function checkRows(
  tx: EntityManager,
  [table, kind, most, which]: (typeof LOGGED)[number],
  findings: Findings,
): Promise<void> {
  for (let last = '0'; ;) {
    const rows = await tx.query<{ id: string; n: string }[]>(
      `SELECT x.id, COUNT(e.seq) n FROM (SELECT id FROM ${table} WHERE id > ? ${which} ORDER BY id LIMIT ${CHUNK}) x
         LEFT JOIN provenance_entries e ON e.kind = ? AND e.refId = x.id GROUP BY x.id ORDER BY x.id`,
      [last, kind],
    )
    const end = rows.at(-1)
    if (!end) return
    for (const { id, n } of rows)
      if (Number(n) < 1 || Number(n) > most)
        findings.add(`${table} ${id}${which && ` (${kind})`} stands in the log ${n} times`)
    last = end.id
  }
}

async function checkTouches(tx: EntityManager, findings: Findings): Promise<void> {
  for (let last = '0'; ;) {
    const touches = await tx.query<(LoggedTouch & { id: string })[]>(
      `SELECT t.*, p.commitment, p.state FROM (SELECT * FROM touches WHERE id > ? ORDER BY id LIMIT ${CHUNK}) t
         LEFT JOIN provenance_persons p ON p.accountId = t.accountId AND p.scope = 'share' AND p.scopeId = t.shareId ORDER BY t.id`,
      [last],
    )
    const end = touches.at(-1)
    if (!end) return
    const entries = await latestArrivals(
      tx,
      touches.flatMap(({ commitment }) => commitment ?? []),
    )
    for (const touch of touches) {
      const entry = entries.get(touch.commitment?.toString('hex') ?? '')
      if (!entry) findings.add(`touches ${touch.id} does not stand in the log`)
      else if (!isSame(touch, entry)) findings.add(`touches ${touch.id} says something else than entry ${entry.seq}`)
    }
    last = end.id
  }
}

const isSame = (touch: LoggedTouch, { at, refId, facts }: ProvenanceEntry): boolean =>
  touch.state === arrivalState(touch) &&
  at.getTime() === touch.firstAt.getTime() &&
  refId === touch.shareId &&
  facts === canonical(arrivalFacts(touch))

/** What the log said last of each of these arrivals. */
async function latestArrivals(
  tx: EntityManager,
  commitments: readonly Buffer[],
): Promise<Map<string, ProvenanceEntry>> {
  if (commitments.length === 0) return new Map()
  const entries = await tx.query<(ProvenanceEntry & { person: Buffer })[]>(
    "SELECT * FROM provenance_entries WHERE person IN (?) AND kind = 'arrival' ORDER BY seq",
    [commitments],
  )
  return new Map(entries.map((entry) => [entry.person.toString('hex'), entry]))
}

/** Whether each commitment is the one to its account. */
async function checkPersons(tx: EntityManager, findings: Findings): Promise<void> {
  for (let last: Buffer = Buffer.alloc(0); ;) {
    const persons = await tx.query<(ProvenancePerson & { isLogged: string })[]>(
      `SELECT p.*, EXISTS (SELECT 1 FROM provenance_entries e WHERE e.person = p.commitment) isLogged
         FROM provenance_persons p WHERE p.commitment > ? ORDER BY p.commitment LIMIT ${CHUNK}`,
      [last],
    )
    const end = persons.at(-1)
    if (!end) return
    for (const { accountId, scope, scopeId, salt, commitment, isLogged } of persons) {
      const whose = `the person ${accountId} ${scope} ${scopeId}`
      if (!commitmentOf(salt, accountId, scope, scopeId).equals(commitment))
        findings.add(`${whose} is another than it was`)
      if (Number(isLogged) !== 1) findings.add(`${whose} does not stand in the log`)
    }
    last = end.commitment
  }
}
