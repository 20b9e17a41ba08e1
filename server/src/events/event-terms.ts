import type { EditEvent, EventTerms } from '@quanke/shared/contracts/events'
import { createHash } from 'node:crypto'
import type { Beginnings } from './event.rules'
import type { EventVersion } from './event-version.entity'

export type Terms = Pick<
  EventVersion,
  'title' | 'kind' | 'about' | 'place' | 'beginsAt' | 'endsAt' | 'closesAt' | 'capacity' | 'audience'
>

export const termsOf = (edit: EditEvent): Terms => ({
  title: edit.title,
  kind: edit.kind,
  about: edit.about,
  place: edit.place,
  beginsAt: new Date(edit.beginsAt),
  endsAt: new Date(edit.endsAt),
  closesAt: new Date(edit.closesAt),
  capacity: edit.capacity,
  audience: edit.audience,
})

/** SHA-256 of what compliance approves, in hex. The number of places and the end of registration are the host's alone. */
export const digestOf = ({ title, kind, about, place, beginsAt, endsAt, audience }: Terms): string =>
  createHash('sha256')
    .update(JSON.stringify([title, kind, about, place, beginsAt, endsAt, audience]))
    .digest('hex')

/** When this version of an event begins, and when the one in force does; `event` is as `lockEvent` reads it. */
export const beginningsOf = (
  event: { approvedVersion: number | null; beginsAt: Date },
  { beginsAt }: Pick<Terms, 'beginsAt'>,
): Beginnings => ({ beginsAt, inForceBeginsAt: event.approvedVersion === null ? null : event.beginsAt })

/** Whether those who registered have to be told. */
export const isMoved = (before: Terms, after: Terms): boolean =>
  before.place !== after.place ||
  before.beginsAt.getTime() !== after.beginsAt.getTime() ||
  before.endsAt.getTime() !== after.endsAt.getTime()

export const termsView = ({
  title,
  kind,
  about,
  place,
  beginsAt,
  endsAt,
  closesAt,
  capacity,
  audience,
}: Terms): EventTerms => ({
  title,
  kind,
  about,
  place,
  beginsAt: beginsAt.toISOString(),
  endsAt: endsAt.toISOString(),
  closesAt: closesAt.toISOString(),
  capacity,
  audience,
})
