import { Controller, Get, Param } from '@nestjs/common'
import type { OriginView } from '@quanke/shared/contracts/clients'
import { CurrentActor, type AgentActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { OriginService } from './origin.service'

@Controller('clients')
export class OriginController {
  constructor(private readonly origins: OriginService) {}

  @Get(':id/origin')
  @Allow('agent')
  @Answers('OriginView', 'client_not_found')
  origin(@CurrentActor() actor: AgentActor, @Param('id', IdPipe) id: string): Promise<OriginView> {
    return this.origins.read(actor, id)
  }
}
