import { Injectable } from '@nestjs/common'
import type { Page } from '@quanke/shared/contracts/common'
import type { EventRow, EventsQuery, EventView } from '@quanke/shared/contracts/events'
import { DataSource } from 'typeorm'
import type { Actor } from '../core/actor'
import { Clock } from '../core/clock'
import { PAGE_SIZE, cursorOf, idIn, instantIn, pageOf, readCursor } from '../core/cursor'
import { Refused } from '../core/refused'
import { eventLines } from './event.queries'
import { eventRow, eventView } from './event.view'

/** What somebody sees of events. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  async browse(actor: Actor, { list, cursor, limit = PAGE_SIZE }: EventsQuery): Promise<Page<EventRow>> {
    if (list === 'hosted' && actor.agentId === null) throw new Refused('not_allowed')
    if (list === 'team' && actor.leadsPath === null) throw new Refused('not_allowed')
    if (list === 'review' && actor.staffRole !== 'compliance') throw new Refused('not_allowed')
    const now = this.clock.now()
    const start = readCursor(cursor, 2)
    const after = start && { at: instantIn(start[0]), id: idIn(start[1]) }
    const rows = await eventLines(this.db, list, actor, { after, limit, now })
    return pageOf(
      rows,
      limit,
      ({ beginsAt, id }) => cursorOf(beginsAt, id),
      (row) => eventRow(row, actor, now),
    )
  }

  one(actor: Actor, eventId: string): Promise<EventView> {
    return eventView(this.db, actor, eventId, this.clock.now())
  }
}
