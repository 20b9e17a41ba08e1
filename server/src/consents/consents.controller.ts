import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common'
import { DecideConsents, type ConsentOutcome, type ConsentsView } from '@quanke/shared/contracts/consents'
import type { Purpose } from '@quanke/shared/domain/consent'
import { CurrentActor, type Actor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers } from '../core/answers'
import { ConsentsService } from './consents.service'
import { PurposePipe } from './purpose.pipe'

@Controller('consents')
export class ConsentsController {
  constructor(private readonly consents: ConsentsService) {}

  @Get()
  @Allow('visitor')
  @Answers('ConsentsView')
  list(@CurrentActor() actor: Actor): Promise<ConsentsView> {
    return this.consents.list(actor)
  }

  @Post()
  @HttpCode(200)
  @Allow('visitor')
  @Answers('ConsentOutcome', 'consent_text_outdated', 'age_not_confirmed')
  decide(@CurrentActor() actor: Actor, @Body() decisions: DecideConsents): Promise<ConsentOutcome> {
    return this.consents.decide(actor, decisions)
  }

  @Delete(':purpose')
  @Allow('visitor')
  @Answers('ConsentOutcome', 'consent_not_given')
  withdraw(@CurrentActor() actor: Actor, @Param('purpose', PurposePipe) purpose: Purpose): Promise<ConsentOutcome> {
    return this.consents.withdraw(actor, purpose)
  }
}
