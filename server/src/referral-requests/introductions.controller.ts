import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import type { Page } from '@quanke/shared/contracts/common'
import {
  Introduce,
  ProvidersQuery,
  type ProviderView,
  type RequestView,
} from '@quanke/shared/contracts/referral-requests'
import { DataSource } from 'typeorm'
import { CurrentActor, type Actor, type ClientActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersPage } from '../core/answers'
import { Clock } from '../core/clock'
import { IdPipe } from '../core/id.pipe'
import { IntroductionsService } from './introductions.service'
import { providerPage } from './provider.queries'

@Controller()
export class IntroductionsController {
  constructor(
    private readonly introductions: IntroductionsService,
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  @Post('referral-requests/:id/introductions')
  @HttpCode(200)
  @Allow('visitor')
  @Answers(
    'RequestView',
    'request_not_found',
    'request_closed',
    'request_state_wrong',
    'counterpart_not_agreed',
    'provider_not_found',
    'provider_expired',
    'phone_in_words',
    'key_reused',
  )
  introduce(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: Introduce,
  ): Promise<RequestView> {
    return this.introductions.introduce(actor, id, body)
  }

  @Post('introductions/:id/acceptance')
  @HttpCode(200)
  @Allow('client')
  @Answers('RequestView', 'introduction_not_found', 'introduction_settled', 'request_closed', 'request_state_wrong')
  accept(@CurrentActor() actor: ClientActor, @Param('id', IdPipe) id: string): Promise<RequestView> {
    return this.introductions.accept(actor, id)
  }

  @Post('introductions/:id/refusal')
  @HttpCode(200)
  @Allow('client')
  @Answers('RequestView', 'introduction_not_found', 'introduction_settled', 'request_closed')
  decline(@CurrentActor() actor: ClientActor, @Param('id', IdPipe) id: string): Promise<RequestView> {
    return this.introductions.decline(actor, id)
  }

  @Get('providers')
  @Allow('agent')
  @AnswersPage('ProviderView')
  providers(@Query() query: ProvidersQuery): Promise<Page<ProviderView>> {
    return providerPage(this.db, query, this.clock.now())
  }
}
