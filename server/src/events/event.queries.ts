import type { EventAudience, EventKind, EventList, EventStatus, RegistrationStatus } from '@quanke/shared/domain/event'
import { EVENT } from '@quanke/shared/domain/event'
import type { DataSource, EntityManager } from 'typeorm'
import type { Actor } from '../core/actor'
import { daysBefore } from '../core/days'
import { accountsOfPerson } from '../identity/accounts-of-person'
import type { EventVersion } from './event-version.entity'
import { BEST_FIRST } from './one-place.queries'

type Db = DataSource | EntityManager

/** An event in one of its versions as one person sees it. Counts arrive as text. */
export interface EventLine {
  id: string
  agentId: string
  hostName: string
  /** Path of the host's team. */
  hostTeamPath: string
  status: EventStatus
  approvedVersion: number | null
  latestVersion: number
  version: number
  title: string
  kind: EventKind
  about: string
  place: string
  beginsAt: Date
  endsAt: Date
  closesAt: Date
  capacity: number
  audience: EventAudience
  cancelledReason: string | null
  placed: string
  waiting: string
  attended: string
  absent: string
  registrationStatus: RegistrationStatus | null
  /** By which of the person's accounts. */
  registrationAccountId: string | null
  number: number | null
  queuePlace: string
  /** Whether others than its host know of it. */
  isHandedIn: number
}

/** A draft that was never handed in is the host's alone. */
const HANDED_IN = "(e.approvedVersion IS NOT NULL OR e.status IN ('submitted', 'returned'))"

const LINE = `e.id, e.agentId, g.name hostName, t.path hostTeamPath, e.status, e.approvedVersion, e.latestVersion, v.version, v.title, v.kind, v.about, v.place,
  v.beginsAt, v.endsAt, v.closesAt, v.capacity, v.audience, e.cancelledReason,
  (SELECT COUNT(*) FROM event_registrations n WHERE n.eventId = e.id AND n.status IN ('confirmed', 'attended', 'absent')) placed,
  (SELECT COUNT(*) FROM event_registrations n WHERE n.eventId = e.id AND n.status = 'waitlisted') waiting,
  (SELECT COUNT(*) FROM event_registrations n WHERE n.eventId = e.id AND n.status = 'attended') attended,
  (SELECT COUNT(*) FROM event_registrations n WHERE n.eventId = e.id AND n.status = 'absent') absent,
  r.status registrationStatus, r.accountId registrationAccountId, r.number, ${HANDED_IN} isHandedIn,
  (SELECT COUNT(*) FROM event_registrations n WHERE n.eventId = e.id AND n.status = 'waitlisted' AND n.number <= r.number) queuePlace`
/** Takes the accounts of the person who reads, and the one by which. */
const REST = `JOIN agents g ON g.id = e.agentId JOIN teams t ON t.id = g.teamId
  LEFT JOIN event_registrations r ON r.id = (SELECT o.id FROM event_registrations o
    WHERE o.eventId = e.id AND o.accountId IN (?) ORDER BY ${BEST_FIRST('o')} LIMIT 1)`
const IN_FORCE = 'v.eventId = e.id AND v.version = COALESCE(e.approvedVersion, e.latestVersion)'

export interface EventsPage {
  after: { at: Date; id: string } | null
  limit: number
  now: Date
}

interface ListSql {
  from: string
  version: string
  where: string
  order: 'ASC' | 'DESC'
  values: (actor: Actor, person: readonly string[], now: Date) => unknown[]
}

/**
 * What is coming up for somebody: what the own adviser, or oneself, hosts, what one is registered for, and what one was invited to by a share.
 * Events are for those who were asked (domain rules, section 2), so there is no list of everybody's.
 */
const LISTS: Record<EventList, ListSql> = {
  upcoming: {
    from: `(SELECT x.id FROM events x
             WHERE x.beginsAt > ? AND (x.agentId = ? OR x.agentId = (SELECT c.ownerAgentId FROM client_records c WHERE c.id = ? AND c.status = 'active'))
            UNION SELECT eventId FROM event_registrations WHERE accountId IN (?)
            UNION SELECT s.subjectId FROM touches t JOIN shares s ON s.id = t.shareId AND s.subject = 'event' WHERE t.accountId = ?) mine
           JOIN events e ON e.id = mine.id`,
    version: IN_FORCE,
    where: `e.approvedVersion IS NOT NULL AND v.endsAt > ? AND (e.status <> 'cancelled' OR r.status IN ('confirmed', 'waitlisted'))`,
    order: 'ASC',
    values: ({ agentId, recordId, accountId }, person, now) => [
      daysBefore(now, EVENT.longestDays), agentId ?? '0', recordId ?? '0', person, accountId, person, accountId, now,
    ], // prettier-ignore
  },
  mine: {
    from: 'event_registrations q JOIN events e ON e.id = q.eventId AND q.accountId IN (?)',
    version: IN_FORCE,
    where: "q.id = r.id AND q.status <> 'cancelled'",
    order: 'DESC',
    values: ({ accountId }, person) => [person, person, accountId],
  },
  hosted: {
    from: 'events e',
    version: IN_FORCE,
    where: 'e.agentId = ?',
    order: 'DESC',
    values: ({ accountId, agentId }, person) => [person, accountId, agentId],
  },
  team: {
    from: 'events e',
    version: IN_FORCE,
    where: `t.path LIKE ? AND ${HANDED_IN}`,
    order: 'DESC',
    values: ({ accountId, leadsPath }, person) => [person, accountId, `${leadsPath}%`],
  },
  review: {
    from: 'events e',
    version: 'v.eventId = e.id AND v.version = e.latestVersion',
    where: "e.status = 'submitted'",
    order: 'ASC',
    values: ({ accountId }, person) => [person, accountId],
  },
}

/** One of the lists in the order of the events' beginnings, one more than asked for. */
export async function eventLines(
  db: Db,
  list: EventList,
  actor: Actor,
  { after, limit, now }: EventsPage,
): Promise<EventLine[]> {
  const { from, version, where, order, values } = LISTS[list]
  const beyond = order === 'ASC' ? '>' : '<'
  const person = await accountsOfPerson(db, actor.accountId)
  return db.query(
    `SELECT ${LINE} FROM ${from} JOIN event_versions v ON ${version} ${REST}
      WHERE ${where} ${after === null ? '' : `AND (v.beginsAt ${beyond} ? OR (v.beginsAt = ? AND e.id ${beyond} ?))`}
      ORDER BY v.beginsAt ${order}, e.id ${order} LIMIT ?`,
    [...values(actor, person, now), ...(after === null ? [] : [after.at, after.at, after.id]), limit + 1],
  )
}

/** One event as this person sees it, in the version in force, else in its latest; null when there is none. */
export async function eventLine(db: Db, accountId: string, eventId: string): Promise<EventLine | null> {
  const [row] = await db.query<EventLine[]>(
    `SELECT ${LINE} FROM events e JOIN event_versions v ON ${IN_FORCE} ${REST} WHERE e.id = ?`,
    [await accountsOfPerson(db, accountId), accountId, eventId],
  )
  return row ?? null
}

export async function eventVersion(db: Db, eventId: string, version: number): Promise<EventVersion> {
  const [row] = await db.query<EventVersion[]>('SELECT * FROM event_versions WHERE eventId = ? AND version = ?', [
    eventId,
    version,
  ])
  if (!row) throw new Error(`The event ${eventId} has no version ${version}`)
  return row
}

/** Whether this agent is the person's adviser. */
export async function isServedBy(db: Db, recordId: string | null, agentId: string): Promise<boolean> {
  if (recordId === null) return false
  const rows = await db.query<unknown[]>(
    "SELECT id FROM client_records WHERE id = ? AND status = 'active' AND ownerAgentId = ?",
    [recordId, agentId],
  )
  return rows.length > 0
}

export interface RegistrationLine {
  id: string
  number: number
  status: RegistrationStatus
  registeredAt: Date
  markedAt: Date | null
  isSelfCheckIn: number
  /** Of those who are the host's own clients. */
  clientId: string | null
  displayName: string | null
}

const REGISTRATION = `n.id, n.number, n.status, n.registeredAt, n.markedAt, n.isSelfCheckIn, c.id clientId, c.displayName
  FROM event_registrations n JOIN events e ON e.id = n.eventId
  JOIN wechat_accounts a ON a.id = n.accountId
  LEFT JOIN client_records c ON c.id = a.recordId AND c.status = 'active' AND c.ownerAgentId = e.agentId`

/** Who has a place or waits, in the order of their numbers, one more than asked for. */
export function registrationLines(
  db: Db,
  eventId: string,
  afterNumber: number,
  limit: number,
): Promise<RegistrationLine[]> {
  return db.query(
    `SELECT ${REGISTRATION} WHERE n.eventId = ? AND n.status <> 'cancelled' AND n.number > ? ORDER BY n.number LIMIT ?`,
    [eventId, afterNumber, limit + 1],
  )
}

export async function registrationLine(db: Db, id: string): Promise<RegistrationLine | null> {
  const [row] = await db.query<RegistrationLine[]>(`SELECT ${REGISTRATION} WHERE n.id = ?`, [id])
  return row ?? null
}
