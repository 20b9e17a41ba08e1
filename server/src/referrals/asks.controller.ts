import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common'
import {
  AnswerReferralAsk,
  AskClientForReferral,
  PreferNotAsked,
  type MyReferralAskView,
  type ReferralAskState,
  type WillingClientView,
} from '@quanke/shared/contracts/referrals'
import { CurrentActor, type AgentActor, type ClientActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersList } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { AsksService } from './asks.service'

@Controller('referral-asks')
export class AsksController {
  constructor(private readonly asks: AsksService) {}

  @Post()
  @HttpCode(200)
  @Allow('agent')
  @Answers('ReferralAskState', 'client_not_found', 'ask_unwanted', 'ask_too_soon', 'ask_not_now', 'key_reused')
  ask(@CurrentActor() actor: AgentActor, @Body() body: AskClientForReferral): Promise<ReferralAskState> {
    return this.asks.ask(actor, body)
  }

  @Get('willing')
  @Allow('agent')
  @AnswersList('WillingClientView')
  willing(@CurrentActor() actor: AgentActor): Promise<WillingClientView[]> {
    return this.asks.willing(actor)
  }

  @Get('mine')
  @Allow('client')
  @Answers('MyReferralAskView')
  mine(@CurrentActor() actor: ClientActor): Promise<MyReferralAskView> {
    return this.asks.mine(actor)
  }

  @Put('preference')
  @Allow('client')
  @Answers('MyReferralAskView')
  prefer(@CurrentActor() actor: ClientActor, @Body() { never }: PreferNotAsked): Promise<MyReferralAskView> {
    return this.asks.prefer(actor, never)
  }

  @Post(':id/answer')
  @HttpCode(200)
  @Allow('client')
  @Answers('MyReferralAskView', 'ask_not_found')
  answer(
    @CurrentActor() actor: ClientActor,
    @Param('id', IdPipe) id: string,
    @Body() body: AnswerReferralAsk,
  ): Promise<MyReferralAskView> {
    return this.asks.answer(actor, id, body)
  }
}
