import type { DataSource } from 'typeorm'
import { digestOf } from '../../../server/src/events/event-terms'
import { anAgent, consents, type Built } from '../../support/builders'
import { newKey, type Caller, type TestServer } from '../../support/server'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const LONG_AGO = new Date('2025-01-01T00:00:00Z')

export const inHours = (hours: number, from = new Date()): Date => new Date(from.getTime() + hours * HOUR)

/** What an agent writes of an event that is in a month. */
export const anEventDraft = (changes: object = {}) => {
  const beginsAt = new Date(Date.now() + 30 * DAY)
  return {
    key: newKey(),
    title: '家庭保障沙龙',
    kind: 'salon',
    about: '一起聊聊怎样看懂家里的保障',
    place: '滨江区沿江大道 18 号二楼',
    beginsAt: beginsAt.toISOString(),
    endsAt: inHours(2, beginsAt).toISOString(),
    closesAt: inHours(-24, beginsAt).toISOString(),
    capacity: 10,
    audience: 'open',
    ...changes,
  }
}

/** The same without the key, as it is edited. */
export function anEventEdit(changes: object = {}) {
  const { key: _, ...edit } = anEventDraft(changes)
  return edit
}

export interface EventChanges {
  hostAgentId?: string
  status?: string
  title?: string
  beginsAt?: Date
  endsAt?: Date
  closesAt?: Date
  capacity?: number
  audience?: string
  isApproved?: boolean
}

/** An event as the past would have left it: approved and in a month, if nothing else is said. */
export async function anEvent(db: DataSource, changes: EventChanges = {}): Promise<Built> {
  const beginsAt = changes.beginsAt ?? new Date(Date.now() + 30 * DAY)
  const { status = 'approved', title = '家庭保障沙龙', capacity = 10, audience = 'open' } = changes
  const { endsAt = inHours(2, beginsAt), closesAt = beginsAt, isApproved = status === 'approved' } = changes
  const agentId = changes.hostAgentId ?? (await anAgent(db)).id
  const { insertId } = await db.query(
    'INSERT INTO events (creationKey, agentId, status, latestVersion, approvedVersion, beginsAt, createdAt) VALUES (?, ?, ?, 1, ?, ?, ?)',
    [newKey(), agentId, status, isApproved ? 1 : null, beginsAt, LONG_AGO],
  )
  const id = String(insertId)
  const terms = {
    title, kind: 'salon', about: '一起聊聊', place: '江城书店', beginsAt, endsAt, closesAt, capacity, audience,
  } as Parameters<typeof digestOf>[0] // prettier-ignore
  await db.query(
    `INSERT INTO event_versions (eventId, version, title, kind, about, place, beginsAt, endsAt, closesAt, capacity, audience, digest, writtenAt, submittedAt)
     VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      id, title, terms.kind, terms.about, terms.place, beginsAt, endsAt, closesAt, capacity, audience, digestOf(terms), LONG_AGO,
      status === 'draft' ? null : LONG_AGO,
    ], // prettier-ignore
  )
  return { id }
}

/** Somebody who consented to the service and is nobody's client. */
export async function aReader(server: TestServer, name: string): Promise<Caller> {
  const reader = await server.as(name)
  await consents(server.db, reader.accountId, 'use_service')
  return reader
}

/** The row of this person's registration. */
export async function registrationOf(db: DataSource, eventId: string, { accountId }: Caller) {
  const [row] = await db.query('SELECT * FROM event_registrations WHERE eventId = ? AND accountId = ?', [
    eventId,
    accountId,
  ])
  return row as { id: string; number: number; status: string; shareId: string | null; isSelfCheckIn: number }
}

export async function countOf(db: DataSource, sql: string, values: unknown[] = []): Promise<number> {
  const [row] = await db.query(`SELECT COUNT(*) n FROM ${sql}`, values)
  return Number(row.n)
}
