import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import { ClientsQuery, type ClientRow, type ClientView } from '@quanke/shared/contracts/clients'
import type { Page } from '@quanke/shared/contracts/common'
import type { MeView } from '@quanke/shared/contracts/identity'
import { AssignOwner, ChooseAgent } from '@quanke/shared/contracts/organization'
import { CurrentActor, type ClientActor, type LeaderActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersPage } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { ClientsService } from './clients.service'
import { OwnershipService } from './ownership.service'

@Controller()
export class OwnershipController {
  constructor(
    private readonly ownership: OwnershipService,
    private readonly clients: ClientsService,
  ) {}

  @Get('pool')
  @Allow('leader')
  @AnswersPage('ClientRow')
  pool(@Query() query: ClientsQuery): Promise<Page<ClientRow>> {
    return this.clients.pool(query)
  }

  @Post('clients/:id/owner')
  @HttpCode(200)
  @Allow('leader')
  @Answers('ClientView', 'client_not_found', 'agent_not_found', 'agent_departed', 'owner_unchanged')
  assign(
    @CurrentActor() actor: LeaderActor,
    @Param('id', IdPipe) id: string,
    @Body() body: AssignOwner,
  ): Promise<ClientView> {
    return this.ownership.assign(actor, id, body)
  }

  @Post('me/agent')
  @HttpCode(200)
  @Allow('client')
  @Answers('MeView', 'agent_not_found', 'agent_departed', 'client_has_owner')
  choose(@CurrentActor() actor: ClientActor, @Body() body: ChooseAgent): Promise<MeView> {
    return this.ownership.choose(actor, body)
  }
}
