import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import {
  ClientsQuery,
  MatchPhone,
  TimelineQuery,
  type BindingStoryView,
  type ClientPhoneView,
  type ClientRow,
  type ClientView,
  type PhoneMatchView,
  type TimelineEntry,
  type WorkbenchView,
} from '@quanke/shared/contracts/clients'
import type { Page } from '@quanke/shared/contracts/common'
import { CurrentActor, type AgentActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersPage } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { ClientsService } from './clients.service'
import { WorkbenchService } from './workbench.service'

@Controller()
export class ClientsController {
  constructor(
    private readonly clients: ClientsService,
    private readonly workbench: WorkbenchService,
  ) {}

  @Get('workbench')
  @Allow('agent')
  @Answers('WorkbenchView')
  today(@CurrentActor() actor: AgentActor): Promise<WorkbenchView> {
    return this.workbench.read(actor)
  }

  @Get('clients')
  @Allow('agent')
  @AnswersPage('ClientRow')
  browse(@CurrentActor() actor: AgentActor, @Query() query: ClientsQuery): Promise<Page<ClientRow>> {
    return this.clients.browse(actor, query)
  }

  @Post('clients/match')
  @HttpCode(200)
  @Allow('agent')
  @Answers('PhoneMatchView', 'phone_invalid', 'match_limit_reached')
  match(@CurrentActor() actor: AgentActor, @Body() body: MatchPhone): Promise<PhoneMatchView> {
    return this.clients.match(actor, body)
  }

  @Get('clients/:id')
  @Allow('agent')
  @Answers('ClientView', 'client_not_found')
  one(@CurrentActor() actor: AgentActor, @Param('id', IdPipe) id: string): Promise<ClientView> {
    return this.clients.one(actor, id)
  }

  @Get('clients/:id/phone')
  @Allow('agent')
  @Answers('ClientPhoneView', 'client_not_found')
  phone(@CurrentActor() actor: AgentActor, @Param('id', IdPipe) id: string): Promise<ClientPhoneView> {
    return this.clients.phone(actor, id)
  }

  @Get('clients/:id/binding')
  @Allow('agent')
  @Answers('BindingStoryView', 'client_not_found')
  why(@CurrentActor() actor: AgentActor, @Param('id', IdPipe) id: string): Promise<BindingStoryView> {
    return this.clients.why(actor, id)
  }

  @Get('clients/:id/timeline')
  @Allow('agent')
  @AnswersPage('TimelineEntry', 'client_not_found')
  timeline(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Query() query: TimelineQuery,
  ): Promise<Page<TimelineEntry>> {
    return this.clients.timeline(actor, id, query)
  }
}
