import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common'
import { PageQuery, type Page } from '@quanke/shared/contracts/common'
import {
  CorrectPolicy,
  RecordPolicy,
  TakePolicyBack,
  type MyPolicyView,
  type PolicyView,
} from '@quanke/shared/contracts/policies'
import { CurrentActor, type AgentActor, type ClientActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersPage } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { PoliciesService } from './policies.service'

@Controller()
export class PoliciesController {
  constructor(private readonly policies: PoliciesService) {}

  @Get('clients/:id/policies')
  @Allow('agent')
  @AnswersPage('PolicyView', 'client_not_found')
  list(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<Page<PolicyView>> {
    return this.policies.list(actor, id, query)
  }

  @Post('clients/:id/policies')
  @HttpCode(200)
  @Allow('agent')
  @Answers(
    'PolicyView',
    'client_not_found',
    'policy_day_wrong',
    'policy_number_taken',
    'referral_not_found',
    'referral_state_wrong',
    'key_reused',
  )
  record(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Body() body: RecordPolicy,
  ): Promise<PolicyView> {
    return this.policies.record(actor, id, body)
  }

  @Get('policies/mine')
  @Allow('client')
  @AnswersPage('MyPolicyView')
  mine(@CurrentActor() actor: ClientActor, @Query() query: PageQuery): Promise<Page<MyPolicyView>> {
    return this.policies.mine(actor, query)
  }

  @Get('policies/:id')
  @Allow('agent')
  @Answers('PolicyView', 'policy_not_found')
  one(@CurrentActor() actor: AgentActor, @Param('id', IdPipe) id: string): Promise<PolicyView> {
    return this.policies.one(actor, id)
  }

  @Put('policies/:id')
  @Allow('agent')
  @Answers('PolicyView', 'policy_not_found', 'policy_taken_back', 'policy_day_wrong', 'policy_number_taken')
  correct(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Body() body: CorrectPolicy,
  ): Promise<PolicyView> {
    return this.policies.correct(actor, id, body)
  }

  @Post('policies/:id/withdrawal')
  @HttpCode(200)
  @Allow('agent')
  @Answers('PolicyView', 'policy_not_found')
  takeBack(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: TakePolicyBack,
  ): Promise<PolicyView> {
    return this.policies.takeBack(actor, id, reason)
  }
}
