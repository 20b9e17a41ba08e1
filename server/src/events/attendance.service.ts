import { Inject, Injectable } from '@nestjs/common'
import type { Page, PageQuery } from '@quanke/shared/contracts/common'
import type { CheckInCodeView, EventView, RegistrationRow } from '@quanke/shared/contracts/events'
import { PLACED, type AttendanceMark, type RegistrationStatus } from '@quanke/shared/domain/event'
import { DataSource, type EntityManager } from 'typeorm'
import type { Actor, AgentActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { PAGE_SIZE, cursorOf, numberIn, pageOf, readCursor } from '../core/cursor'
import { Env } from '../core/env'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { accountsOfPerson } from '../identity/accounts-of-person'
import { checkInRefusal, doorsRefusal, markRefusal, markTimeRefusal, type DoorFacts } from './attendance.rules'
import { noteAttended, takeAttendedBack } from './attended'
import { checkInCode, isCheckInCode } from './check-in-code'
import { doorFacts } from './doors'
import { eventLine, registrationLine, registrationLines, type RegistrationLine } from './event.queries'
import { eventView } from './event.view'
import { EventRegistration } from './event-registration.entity'
import { registrationOfPerson } from './one-place.queries'
import { lockQueue, type LockedEvent } from './places'

/** Who came: as the host says, or the person with the host's code. */
@Injectable()
export class AttendanceService {
  private readonly secret: Buffer

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    @Inject(Env) env: Env,
  ) {
    this.secret = Buffer.from(env.LOOKUP_KEY, 'base64')
  }

  /** Who has a place or waits for one, for the host. */
  async registrations(
    actor: AgentActor,
    eventId: string,
    { cursor, limit = PAGE_SIZE }: PageQuery,
  ): Promise<Page<RegistrationRow>> {
    const doors = await this.ownDoors(actor, eventId)
    const after = readCursor(cursor, 1)
    const rows = await registrationLines(this.db, eventId, after ? numberIn(after[0]) : 0, limit)
    return pageOf(
      rows,
      limit,
      ({ number }) => cursorOf(number),
      (row) => rowOf(row, doors),
    )
  }

  /** The host says that somebody came, or did not, or takes it back. The same mark twice is the mark once. */
  async mark(
    actor: AgentActor,
    eventId: string,
    registrationId: string,
    mark: AttendanceMark,
  ): Promise<RegistrationRow> {
    const at = this.clock.now()
    await this.ownDoors(actor, eventId)
    return transact(this.db, async (tx) => {
      const known = await tx.findOneBy(EventRegistration, { id: registrationId, eventId })
      if (!known) throw new Refused('registration_not_found')
      const accountIds = await accountsOfPerson(tx, known.accountId)
      const { event } = await lockQueue(tx, eventId, { accountIds, most: 0 })
      const doors = doorsOf(event!, at)
      const registration = await tx.findOneByOrFail(EventRegistration, { id: registrationId })
      if (registration.status !== mark) {
        const refusal = markRefusal(doors, registration.status, mark)
        if (refusal) throw new Refused(refusal)
        await this.write(tx, registration, mark, { isSelfCheckIn: false, at })
        const detail = { registrationId, from: registration.status, to: mark }
        await audit(tx, actor, 'attendance.marked', { kind: 'event', id: eventId }, at, detail)
      }
      return rowOf((await registrationLine(tx, registrationId))!, doors)
    })
  }

  /** The code of these minutes, for the host to show at the door. */
  async code(actor: AgentActor, eventId: string): Promise<CheckInCodeView> {
    const now = this.clock.now()
    const refusal = doorsRefusal(await this.ownDoors(actor, eventId))
    if (refusal) throw new Refused(refusal)
    const { code, until } = checkInCode(this.secret, eventId, now)
    return { code, until: until.toISOString() }
  }

  /** The person is there and has read the code. Twice is the same as once. A wrong code is kept count of, though it is refused. */
  async checkIn(actor: Actor, eventId: string, code: string): Promise<EventView> {
    const at = this.clock.now()
    const { accountId } = actor
    const answer = await transact(this.db, async (tx) => {
      const { event } = await lockQueue(tx, eventId, { accountIds: await accountsOfPerson(tx, accountId), most: 0 })
      if (event?.approvedVersion == null) throw new Refused('event_not_found')
      const mine = await registrationOfPerson(tx, eventId, accountId)
      if (mine?.status === 'attended') return eventView(tx, actor, eventId, at)
      const isCodeRight = isCheckInCode(this.secret, eventId, code, at)
      const tried = { isCodeRight, wrongCodes: mine?.wrongCodes ?? 0 }
      const refusal = checkInRefusal(doorsOf(event, at), mine?.status ?? null, tried)
      if (refusal === 'check_in_code_wrong') {
        await tx.increment(EventRegistration, { id: mine!.id }, 'wrongCodes', 1)
        const detail = { registrationId: mine!.id }
        await audit(tx, actor, 'attendance.code_wrong', { kind: 'event', id: eventId }, at, detail)
        return refusal
      }
      if (refusal) throw new Refused(refusal)
      await this.write(tx, mine!, 'attended', { isSelfCheckIn: true, at })
      await audit(tx, actor, 'attendance.checked_in', { kind: 'event', id: eventId }, at, { registrationId: mine!.id })
      return eventView(tx, actor, eventId, at)
    })
    if (typeof answer === 'string') throw new Refused(answer)
    return answer
  }

  /** Having come is an outcome; when it is taken back it is none, and may become one again. */
  private async write(
    tx: EntityManager,
    registration: EventRegistration,
    to: RegistrationStatus,
    { isSelfCheckIn, at }: { isSelfCheckIn: boolean; at: Date },
  ): Promise<void> {
    const markedAt = to === 'confirmed' ? null : at
    await tx.update(EventRegistration, { id: registration.id }, { status: to, markedAt, isSelfCheckIn })
    if (to === 'attended') await noteAttended(tx, registration, at)
    else if (registration.status === 'attended') await takeAttendedBack(tx, registration, at)
  }

  private async ownDoors(actor: AgentActor, eventId: string): Promise<DoorFacts> {
    const event = await eventLine(this.db, actor.accountId, eventId)
    if (event?.agentId !== actor.agentId) throw new Refused('event_not_found')
    return doorsOf(event, this.clock.now())
  }
}

const doorsOf = (
  { status, beginsAt, endsAt }: Pick<LockedEvent, 'status' | 'beginsAt' | 'endsAt'>,
  now: Date,
): DoorFacts => doorFacts({ isCancelled: status === 'cancelled', beginsAt, endsAt }, now)

const rowOf = (row: RegistrationLine, doors: DoorFacts): RegistrationRow => ({
  id: row.id,
  number: row.number,
  status: row.status,
  name: row.displayName,
  clientId: row.clientId,
  registeredAt: row.registeredAt.toISOString(),
  attendedAt: row.status === 'attended' && row.markedAt ? row.markedAt.toISOString() : null,
  isSelfCheckIn: Number(row.isSelfCheckIn) === 1,
  can: { mark: PLACED.includes(row.status) && markTimeRefusal(doors) === null },
})
