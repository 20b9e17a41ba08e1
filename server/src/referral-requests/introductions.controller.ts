import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common'
import {
  Introduce,
  ThankIntroducer,
  type RequestView,
  type ThanksReceivedList,
} from '@quanke/shared/contracts/referral-requests'
import { CurrentActor, type Actor, type ClientActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { IntroductionsService } from './introductions.service'
import { SettleService } from './settle.service'

@Controller()
export class IntroductionsController {
  constructor(
    private readonly introductions: IntroductionsService,
    private readonly settling: SettleService,
  ) {}

  @Post('referral-requests/:id/introductions')
  @HttpCode(200)
  @Allow('visitor')
  @Answers(
    'RequestView',
    'request_not_found',
    'request_closed',
    'request_state_wrong',
    'request_changed',
    'provider_not_found',
    'provider_expired',
    'agent_not_found',
    'agent_departed',
    'phone_in_words',
    'reward_forbidden',
    'key_reused',
  )
  introduce(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: Introduce,
  ): Promise<RequestView> {
    return this.introductions.introduce(actor, id, body)
  }

  @Get('introductions/thanks')
  @Allow('visitor')
  @Answers('ThanksReceivedList')
  thanks(@CurrentActor() actor: Actor): Promise<ThanksReceivedList> {
    return this.introductions.thanks(actor)
  }

  @Post('introductions/:id/withdrawal')
  @HttpCode(200)
  @Allow('visitor')
  @Answers('RequestView', 'introduction_not_found', 'introduction_settled')
  takeBack(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<RequestView> {
    return this.introductions.takeBack(actor, id)
  }

  @Post('introductions/:id/acceptance')
  @HttpCode(200)
  @Allow('client')
  @Answers(
    'RequestView',
    'introduction_not_found',
    'introduction_settled',
    'introduction_expired',
    'request_closed',
    'provider_expired',
    'agent_departed',
  )
  accept(@CurrentActor() actor: ClientActor, @Param('id', IdPipe) id: string): Promise<RequestView> {
    return this.settling.accept(actor, id)
  }

  @Post('introductions/:id/refusal')
  @HttpCode(200)
  @Allow('client')
  @Answers('RequestView', 'introduction_not_found', 'introduction_settled', 'introduction_expired', 'request_closed')
  decline(@CurrentActor() actor: ClientActor, @Param('id', IdPipe) id: string): Promise<RequestView> {
    return this.settling.decline(actor, id)
  }

  @Post('introductions/:id/thanks')
  @HttpCode(200)
  @Allow('client')
  @Answers(
    'RequestView',
    'introduction_not_found',
    'introduction_not_connected',
    'thanks_given',
    'phone_in_words',
    'reward_forbidden',
  )
  thank(
    @CurrentActor() actor: ClientActor,
    @Param('id', IdPipe) id: string,
    @Body() body: ThankIntroducer,
  ): Promise<RequestView> {
    return this.settling.thank(actor, id, body)
  }
}
