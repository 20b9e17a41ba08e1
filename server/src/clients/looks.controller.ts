import { Controller, Get, Query } from '@nestjs/common'
import { PageQuery, type Page } from '@quanke/shared/contracts/common'
import type { LookView } from '@quanke/shared/contracts/looks'
import { CurrentActor, type ClientActor } from '../core/actor'
import { Allow } from '../core/allow'
import { AnswersPage } from '../core/answers'
import { LooksService } from './looks.service'

@Controller('me/looks')
export class LooksController {
  constructor(private readonly looks: LooksService) {}

  @Get()
  @Allow('client')
  @AnswersPage('LookView')
  mine(@CurrentActor() actor: ClientActor, @Query() query: PageQuery): Promise<Page<LookView>> {
    return this.looks.mine(actor, query)
  }
}
