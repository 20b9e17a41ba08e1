import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import { PageQuery, type Done, type Page } from '@quanke/shared/contracts/common'
import { AgreeToIntroduction, type IntroductionCardView } from '@quanke/shared/contracts/referral-requests'
import { CurrentActor, type Actor, type AgentActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersPage } from '../core/answers'
import { CardsService } from './cards.service'

/** Where whoever is introduced decides in person. */
@Controller('introductions')
export class CardsController {
  constructor(private readonly cards: CardsService) {}

  @Get('received')
  @Allow('agent')
  @AnswersPage('IntroductionCardView')
  received(@CurrentActor() actor: AgentActor, @Query() query: PageQuery): Promise<Page<IntroductionCardView>> {
    return this.cards.received(actor, query)
  }

  @Get('cards/:code')
  @Allow('visitor')
  @Answers('IntroductionCardView', 'introduction_not_found')
  view(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<IntroductionCardView> {
    return this.cards.view(actor, code)
  }

  @Post('cards/:code/agreement')
  @HttpCode(200)
  @Allow('visitor')
  @Answers(
    'IntroductionCardView',
    'introduction_not_found',
    'introduction_own',
    'introduction_expired',
    'introduction_closed',
    'phone_not_verified',
    'phone_only_from_wechat',
  )
  agree(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Body() body: AgreeToIntroduction,
  ): Promise<IntroductionCardView> {
    return this.cards.agree(actor, code, body)
  }

  @Post('cards/:code/refusal')
  @HttpCode(200)
  @Allow('visitor')
  @Answers('Done', 'introduction_not_found', 'introduction_own', 'introduction_expired', 'introduction_closed')
  async refuse(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<Done> {
    await this.cards.refuse(actor, code)
    return { done: true }
  }

  @Post('cards/:code/withdrawal')
  @HttpCode(200)
  @Allow('visitor')
  @Answers('Done', 'introduction_not_found', 'introduction_closed')
  async takeBack(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<Done> {
    await this.cards.takeBack(actor, code)
    return { done: true }
  }
}
