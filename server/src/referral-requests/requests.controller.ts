import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common'
import { PageQuery, type Page } from '@quanke/shared/contracts/common'
import {
  AskForReferral,
  CloseRequest,
  EditRequest,
  HandOver,
  type RequestView,
} from '@quanke/shared/contracts/referral-requests'
import { CurrentActor, type Actor, type AgentActor, type ClientActor, type LeaderActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersPage } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { EscalationService } from './escalation.service'
import { RequestLists } from './request-lists'
import { RequestsService } from './requests.service'

@Controller()
export class RequestsController {
  constructor(
    private readonly requests: RequestsService,
    private readonly lists: RequestLists,
    private readonly escalation: EscalationService,
  ) {}

  @Post('referral-requests')
  @HttpCode(200)
  @Allow('client')
  @Answers(
    'RequestView',
    'no_owner_yet',
    'request_group_required',
    'not_a_member',
    'phone_in_words',
    'answers_wrong',
    'key_reused',
  )
  ask(@CurrentActor() actor: ClientActor, @Body() body: AskForReferral): Promise<RequestView> {
    return this.requests.ask(actor, body)
  }

  @Get('referral-requests')
  @Allow('client')
  @AnswersPage('RequestView')
  own(@CurrentActor() actor: ClientActor, @Query() query: PageQuery): Promise<Page<RequestView>> {
    return this.lists.own(actor, query)
  }

  @Get('referral-requests/:id')
  @Allow('visitor')
  @Answers('RequestView', 'request_not_found')
  one(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<RequestView> {
    return this.lists.one(actor, id)
  }

  @Put('referral-requests/:id')
  @Allow('client')
  @Answers(
    'RequestView',
    'request_not_found',
    'request_closed',
    'request_accepted',
    'request_edited_meanwhile',
    'phone_in_words',
    'answers_wrong',
  )
  edit(
    @CurrentActor() actor: ClientActor,
    @Param('id', IdPipe) id: string,
    @Body() body: EditRequest,
  ): Promise<RequestView> {
    return this.requests.edit(actor, id, body)
  }

  @Post('referral-requests/:id/helper')
  @HttpCode(200)
  @Allow('leader')
  @Answers(
    'RequestView',
    'request_not_found',
    'request_closed',
    'request_not_escalated',
    'agent_not_found',
    'agent_departed',
    'hand_over_to_owner',
    'hand_over_to_self',
  )
  handOver(
    @CurrentActor() actor: LeaderActor,
    @Param('id', IdPipe) id: string,
    @Body() body: HandOver,
  ): Promise<RequestView> {
    return this.escalation.handOver(actor, id, body)
  }

  @Post('referral-requests/:id/withdrawal')
  @HttpCode(200)
  @Allow('client')
  @Answers('RequestView', 'request_not_found', 'request_closed')
  withdraw(@CurrentActor() actor: ClientActor, @Param('id', IdPipe) id: string): Promise<RequestView> {
    return this.requests.withdraw(actor, id)
  }

  @Post('referral-requests/:id/closing')
  @HttpCode(200)
  @Allow('client')
  @Answers('RequestView', 'request_not_found', 'request_closed', 'phone_in_words')
  close(
    @CurrentActor() actor: ClientActor,
    @Param('id', IdPipe) id: string,
    @Body() body: CloseRequest,
  ): Promise<RequestView> {
    return this.requests.close(actor, id, body)
  }

  @Get('groups/:id/requests')
  @Allow('visitor')
  @AnswersPage('RequestView', 'group_not_found', 'not_a_member')
  ofGroup(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<Page<RequestView>> {
    return this.lists.ofGroup(actor, id, query)
  }

  @Get('requests/received')
  @Allow('agent')
  @AnswersPage('RequestView')
  received(@CurrentActor() actor: AgentActor, @Query() query: PageQuery): Promise<Page<RequestView>> {
    return this.lists.received(actor, query)
  }

  @Get('requests/escalated')
  @Allow('leader')
  @AnswersPage('RequestView')
  escalated(@CurrentActor() actor: LeaderActor, @Query() query: PageQuery): Promise<Page<RequestView>> {
    return this.lists.escalated(actor, query)
  }

  @Get('team/agents/:id/requests')
  @Allow('leader')
  @AnswersPage('RequestView', 'agent_not_found')
  ofAgent(
    @CurrentActor() actor: LeaderActor,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<Page<RequestView>> {
    return this.lists.ofAgent(actor, id, query)
  }
}
