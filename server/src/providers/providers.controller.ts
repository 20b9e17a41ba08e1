import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import type { Page } from '@quanke/shared/contracts/common'
import {
  EndProvider,
  ProposeProvider,
  ProvidersQuery,
  RenewProvider,
  VouchForProvider,
  type ProviderView,
} from '@quanke/shared/contracts/providers'
import { CurrentActor, type Actor, type AgentActor, type StaffActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersPage } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { ProvidersService } from './providers.service'

@Controller('providers')
export class ProvidersController {
  constructor(private readonly directory: ProvidersService) {}

  @Get()
  @Allow('agent', 'compliance')
  @AnswersPage('ProviderView')
  providers(@CurrentActor() actor: Actor, @Query() query: ProvidersQuery): Promise<Page<ProviderView>> {
    return this.directory.list(actor, query)
  }

  @Post()
  @HttpCode(200)
  @Allow('agent')
  @Answers('ProviderView', 'provider_until_wrong', 'key_reused')
  propose(@CurrentActor() actor: AgentActor, @Body() body: ProposeProvider): Promise<ProviderView> {
    return this.directory.propose(actor, body)
  }

  @Get(':id')
  @Allow('agent', 'compliance')
  @Answers('ProviderView', 'provider_not_found')
  one(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ProviderView> {
    return this.directory.one(actor, id)
  }

  @Post(':id/vouches')
  @HttpCode(200)
  @Allow('agent')
  @Answers('ProviderView', 'provider_not_found', 'provider_state_wrong')
  vouch(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Body() body: VouchForProvider,
  ): Promise<ProviderView> {
    return this.directory.vouch(actor, id, body)
  }

  @Post(':id/renewal')
  @HttpCode(200)
  @Allow('agent')
  @Answers('ProviderView', 'provider_not_found', 'provider_state_wrong', 'provider_not_vouched', 'provider_until_wrong')
  renew(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Body() body: RenewProvider,
  ): Promise<ProviderView> {
    return this.directory.renew(actor, id, body)
  }

  @Post(':id/approval')
  @HttpCode(200)
  @Allow('compliance')
  @Answers('ProviderView', 'provider_not_found', 'provider_state_wrong', 'provider_by_approver')
  approve(@CurrentActor() actor: StaffActor, @Param('id', IdPipe) id: string): Promise<ProviderView> {
    return this.directory.approve(actor, id)
  }

  @Post(':id/refusal')
  @HttpCode(200)
  @Allow('compliance')
  @Answers('ProviderView', 'provider_not_found', 'provider_state_wrong', 'provider_by_approver')
  refuse(
    @CurrentActor() actor: StaffActor,
    @Param('id', IdPipe) id: string,
    @Body() body: EndProvider,
  ): Promise<ProviderView> {
    return this.directory.refuse(actor, id, body)
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Allow('agent', 'compliance')
  @Answers('ProviderView', 'provider_not_found', 'provider_state_wrong')
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: EndProvider,
  ): Promise<ProviderView> {
    return this.directory.withdraw(actor, id, body)
  }

  @Post(':id/erasure')
  @HttpCode(200)
  @Allow('agent', 'compliance')
  @Answers('ProviderView', 'provider_not_found', 'provider_state_wrong')
  erase(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ProviderView> {
    return this.directory.erase(actor, id)
  }
}
