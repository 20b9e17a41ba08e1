import type { CaseBasis } from '@quanke/shared/domain/ownership-case'
import type { EntityManager } from 'typeorm'
import { oneAtATime } from '../clients/binding.service'
import { recordsWithin } from '../clients/living-record'
import type { AuditActor } from '../core/audit'
import { lockRecords } from '../merges/lock-records'
import { mergeRecords } from '../merges/merge-records'
import { personPlan, type PersonRecord } from '../merges/merge.rules'
import { openCase } from './open-case'

/**
 * Looks whether the person of this record has another one, by the same verified phone number or the same unionid: those of one owner are merged, and
 * where owners differ a case opens (domain rules, section 3.6). Called in the transaction of whatever may have shown it; again it changes nothing.
 */
export async function settlePerson(tx: EntityManager, actor: AuditActor, recordId: string, at: Date): Promise<void> {
  await oneAtATime(tx)
  const seen = await recordsOfPerson(tx, recordId)
  if (seen.length < 2) return
  await lockRecords(
    tx,
    seen.map(({ id }) => id),
  )
  // Somebody may have taken the consent back until the locks were had: nobody is made part of a record that is closed.
  const records = await recordsOfPerson(tx, recordId)
  if (!records.some(({ id }) => id === recordId)) return
  const areApart = await partedPairs(
    tx,
    records.map(({ id }) => id),
  )
  const { merges, cases } = personPlan(records, areApart)
  for (const { survivorId, mergedId } of merges) {
    const kind = (await basisOf(tx, survivorId, mergedId)) === 'phone' ? 'same_phone' : 'same_unionid'
    await mergeRecords(tx, { survivorId, mergedId, kind, reason: '', key: null, actor, at })
  }
  const byId = new Map(records.map((record) => [record.id, record]))
  for (const { heldId, otherId } of cases)
    await openCase(tx, {
      openKey: pairKey(heldId, otherId),
      origin: 'same_person',
      basis: await basisOf(tx, heldId, otherId),
      heldRecordId: heldId,
      otherRecordId: otherId,
      holderAgentId: byId.get(heldId)!.ownerAgentId!,
      claimantAgentId: byId.get(otherId)!.ownerAgentId!,
      key: null,
      actorAccountId: null,
      reason: null,
      actor,
      at,
    })
}

/** What a case about two records is about, whichever is named first. */
export const pairKey = (a: string, b: string): string => `records:${Number(a) < Number(b) ? `${a}:${b}` : `${b}:${a}`}`

/** By what a record's person is known: the record's own number, and those and the unionids of its accounts. */
const KEYS = `
  SELECT r.id recordId, r.phoneHash, NULL unionid FROM client_records r WHERE r.phoneHash IS NOT NULL AND r.id = ?
  UNION ALL SELECT a.recordId, a.phoneHash, a.unionid FROM wechat_accounts a WHERE a.recordId = ?`

async function recordsOfPerson(tx: EntityManager, recordId: string): Promise<PersonRecord[]> {
  const keys = await tx.query<{ phoneHash: Buffer | null; unionid: string | null }[]>(KEYS, [recordId, recordId])
  const phones = keys.flatMap(({ phoneHash }) => phoneHash ?? [])
  const unionids = keys.flatMap(({ unionid }) => unionid ?? [])
  const others = await tx.query<{ id: string }[]>(
    `SELECT id FROM client_records WHERE phoneHash IN (?)
      UNION SELECT recordId FROM wechat_accounts WHERE phoneHash IN (?) AND recordId IS NOT NULL
      UNION SELECT recordId FROM wechat_accounts WHERE unionid IN (?) AND recordId IS NOT NULL`,
    [orNobody(phones), orNobody(phones), unionids.length > 0 ? unionids : ['']],
  )
  return tx.query<PersonRecord[]>(
    `SELECT id, ownerAgentId, becameClientAt FROM client_records WHERE id IN (?) AND status = 'active' ORDER BY id`,
    [[recordId, ...others.map(({ id }) => id)]],
  )
}

/** No hash is that short: an empty list is no SQL. */
const orNobody = (hashes: readonly Buffer[]): readonly Buffer[] => (hashes.length > 0 ? hashes : [Buffer.alloc(1)])

/**
 * Pairs whose merge was undone, or of which a leader said that they are two people: people have looked, and no rule overrules them. It holds for what
 * they are part of now.
 */
async function partedPairs(
  tx: EntityManager,
  livingIds: readonly string[],
): Promise<(a: string, b: string) => boolean> {
  const livingOf = new Map<string, string>()
  for (const living of livingIds) for (const id of await recordsWithin(tx, living)) livingOf.set(id, living)
  const ids = [...livingOf.keys()]
  const rows = await tx.query<{ a: string; b: string }[]>(
    `SELECT survivorRecordId a, mergedRecordId b FROM record_merges
      WHERE undoneAt IS NOT NULL AND survivorRecordId IN (?) AND mergedRecordId IN (?)
      UNION SELECT heldRecordId, otherRecordId FROM ownership_cases WHERE outcome = 'apart' AND heldRecordId IN (?) AND otherRecordId IN (?)`,
    [ids, ids, ids, ids],
  )
  const pairs = new Set(rows.map(({ a, b }) => pairKey(livingOf.get(a)!, livingOf.get(b)!)))
  return (a, b) => pairs.has(pairKey(a, b))
}

async function basisOf(tx: EntityManager, a: string, b: string): Promise<CaseBasis> {
  const [first, second] = [await keysOf(tx, a), await keysOf(tx, b)]
  return first.some((hash) => second.includes(hash)) ? 'phone' : 'unionid'
}

async function keysOf(tx: EntityManager, recordId: string): Promise<string[]> {
  const keys = await tx.query<{ phoneHash: Buffer | null }[]>(KEYS, [recordId, recordId])
  return keys.flatMap(({ phoneHash }) => phoneHash?.toString('hex') ?? [])
}
