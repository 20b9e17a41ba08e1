import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common'
import type { Page } from '@quanke/shared/contracts/common'
import {
  ApproveEvent,
  CancelEvent,
  DraftEvent,
  EditEvent,
  EventsQuery,
  ReturnEvent,
  type EventRow,
  type EventView,
} from '@quanke/shared/contracts/events'
import { CurrentActor, type Actor, type AgentActor, type StaffActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersPage } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { CalendarService } from './calendar.service'
import { HostingService } from './hosting.service'
import { ReviewService } from './review.service'

@Controller('events')
export class EventsController {
  constructor(
    private readonly calendar: CalendarService,
    private readonly hosting: HostingService,
    private readonly review: ReviewService,
  ) {}

  @Get()
  @Allow('visitor')
  @AnswersPage('EventRow', 'not_allowed')
  browse(@CurrentActor() actor: Actor, @Query() query: EventsQuery): Promise<Page<EventRow>> {
    return this.calendar.browse(actor, query)
  }

  @Get(':id')
  @Allow('visitor')
  @Answers('EventView', 'event_not_found')
  one(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<EventView> {
    return this.calendar.one(actor, id)
  }

  @Post()
  @HttpCode(200)
  @Allow('agent')
  @Answers('EventView', 'key_reused', 'reward_forbidden')
  draft(@CurrentActor() actor: AgentActor, @Body() body: DraftEvent): Promise<EventView> {
    return this.hosting.draft(actor, body)
  }

  @Put(':id')
  @Allow('agent')
  @Answers('EventView', 'event_not_found', 'event_cancelled', 'event_begun', 'event_over', 'reward_forbidden')
  edit(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Body() body: EditEvent,
  ): Promise<EventView> {
    return this.hosting.edit(actor, id, body)
  }

  @Post(':id/submission')
  @HttpCode(200)
  @Allow('agent')
  @Answers('EventView', 'event_not_found', 'event_state_wrong', 'event_begun')
  submit(@CurrentActor() actor: AgentActor, @Param('id', IdPipe) id: string): Promise<EventView> {
    return this.hosting.submit(actor, id)
  }

  @Post(':id/approval')
  @HttpCode(200)
  @Allow('compliance')
  @Answers('EventView', 'event_not_found', 'event_state_wrong', 'event_by_approver', 'event_begun')
  approve(
    @CurrentActor() actor: StaffActor,
    @Param('id', IdPipe) id: string,
    @Body() body: ApproveEvent,
  ): Promise<EventView> {
    return this.review.approve(actor, id, body)
  }

  @Post(':id/return')
  @HttpCode(200)
  @Allow('compliance')
  @Answers('EventView', 'event_not_found', 'event_state_wrong', 'event_by_approver')
  return(
    @CurrentActor() actor: StaffActor,
    @Param('id', IdPipe) id: string,
    @Body() body: ReturnEvent,
  ): Promise<EventView> {
    return this.review.return(actor, id, body)
  }

  @Post(':id/cancellation')
  @HttpCode(200)
  @Allow('agent', 'compliance')
  @Answers('EventView', 'event_not_found', 'event_state_wrong', 'event_over')
  cancel(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: CancelEvent): Promise<EventView> {
    return this.hosting.cancel(actor, id, body)
  }
}
