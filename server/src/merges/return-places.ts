import type { EntityManager } from 'typeorm'
import type { AuditActor } from '../core/audit'
import { returnPlaces } from '../events/one-place'
import type { PlaceAside } from '../events/one-place.rules'
import { mergesInto } from './merge.queries'
import type { RecordMerge } from './record-merge.entity'

/**
 * Two records have been parted: what this merge and those still in force set aside comes back to whoever is no longer one with somebody who has a place.
 * Of whom another place still stands, that is kept by a merge of that record: in whatever order merges are undone, each has one place in the end.
 */
export async function returnPlacesAside(
  tx: EntityManager,
  actor: AuditActor,
  { undone, recordIds, at }: { undone: RecordMerge; recordIds: readonly string[]; at: Date },
): Promise<void> {
  const inForce = await mergesInto(tx, recordIds)
  const asideOf = ({ placesAside, at: since }: RecordMerge) =>
    (placesAside ?? []).map((place) => ({ ...place, since: place.since ?? since.toISOString() }))
  const { back, held } = await returnPlaces(tx, actor, [undone, ...inForce].flatMap(asideOf), at)

  const heirs = new Map(inForce.map((merge) => [merge.livingRecordId, merge]))
  for (const merge of inForce) {
    const own = (merge.placesAside ?? []).filter(({ id }) => !back.has(id))
    const inherited = asideOf(undone).filter(({ id }) => heirs.get(held.get(id) ?? null) === merge)
    await keep(tx, merge, [...own, ...inherited])
  }
}

async function keep(tx: EntityManager, { id, placesAside }: RecordMerge, places: readonly PlaceAside[]): Promise<void> {
  const [before, after] = [JSON.stringify(placesAside ?? []), JSON.stringify(places)]
  if (before !== after) await tx.query('UPDATE record_merges SET placesAside = ? WHERE id = ?', [after, id])
}
