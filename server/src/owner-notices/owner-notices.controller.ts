import { Controller, HttpCode, Param, Post } from '@nestjs/common'
import type { Done } from '@quanke/shared/contracts/common'
import { CurrentActor, type AgentActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { OwnerNoticesService } from './owner-notices.service'

@Controller('owner-notices')
export class OwnerNoticesController {
  constructor(private readonly notices: OwnerNoticesService) {}

  @Post(':id/opening')
  @HttpCode(200)
  @Allow('agent')
  @Answers('Done', 'notice_not_found')
  async open(@CurrentActor() actor: AgentActor, @Param('id', IdPipe) id: string): Promise<Done> {
    await this.notices.open(actor, id)
    return { done: true }
  }
}
