import { Body, Controller, Delete, Get, HttpCode, Param, ParseEnumPipe, Post } from '@nestjs/common'
import { DecideConsents, type ConsentOutcome, type ConsentsView } from '@quanke/shared/contracts/consents'
import { PURPOSES, type Purpose } from '@quanke/shared/domain/consent'
import { CurrentActor, type Actor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers } from '../core/answers'
import { Refused } from '../core/refused'
import { ConsentsService } from './consents.service'

const aPurpose = new ParseEnumPipe(Object.fromEntries(Object.keys(PURPOSES).map((purpose) => [purpose, purpose])), {
  exceptionFactory: () => new Refused('consent_not_given'),
})

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
  withdraw(@CurrentActor() actor: Actor, @Param('purpose', aPurpose) purpose: Purpose): Promise<ConsentOutcome> {
    return this.consents.withdraw(actor, purpose)
  }
}
