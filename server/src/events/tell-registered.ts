import type { EventNews } from '@quanke/shared/domain/event'
import type { EntityManager } from 'typeorm'
import { addAllToOutbox } from '../core/outbox'

/** Tells everybody who has a place or waits for one. `occasion` makes it one message, however often this runs. */
export async function tellRegistered(
  tx: EntityManager,
  eventId: string,
  news: Exclude<EventNews, 'place'>,
  occasion: string,
  at: Date,
): Promise<void> {
  const rows = await tx.query<{ id: string }[]>(
    "SELECT id FROM event_registrations WHERE eventId = ? AND status IN ('confirmed', 'waitlisted') ORDER BY id",
    [eventId],
  )
  const notes = rows.map(({ id }) => ({
    dedupeKey: `${id}:${news}:${occasion}`,
    payload: { registrationId: id, news },
  }))
  await addAllToOutbox(tx, 'message.event', notes, at)
}
