import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import { PageQuery, type Done, type Page } from '@quanke/shared/contracts/common'
import {
  GiveReferral,
  MoveReferral,
  PrepareCard,
  ThankReferrer,
  type GivenReferralView,
  type PreparedCardView,
  type ReceivedReferralView,
} from '@quanke/shared/contracts/referrals'
import { CurrentActor, type AgentActor, type ClientActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersPage } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { AgentNoticesService } from './agent-notices.service'
import { ReferralsService } from './referrals.service'
import { SendingService } from './sending.service'

@Controller('referrals')
export class ReferralsController {
  constructor(
    private readonly referrals: ReferralsService,
    private readonly sending: SendingService,
    private readonly notices: AgentNoticesService,
  ) {}

  @Post()
  @HttpCode(200)
  @Allow('client')
  @Answers('GivenReferralView', 'no_owner_yet', 'key_reused')
  give(@CurrentActor() actor: ClientActor, @Body() body: GiveReferral): Promise<GivenReferralView> {
    return this.referrals.give(actor, body)
  }

  @Get()
  @Allow('client')
  @AnswersPage('GivenReferralView')
  given(@CurrentActor() actor: ClientActor, @Query() query: PageQuery): Promise<Page<GivenReferralView>> {
    return this.referrals.listGiven(actor, query)
  }

  @Post(':id/sending')
  @HttpCode(200)
  @Allow('client')
  @Answers('PreparedCardView', 'referral_not_found', 'referral_expired', 'referral_closed')
  prepare(
    @CurrentActor() actor: ClientActor,
    @Param('id', IdPipe) id: string,
    @Body() body: PrepareCard,
  ): Promise<PreparedCardView> {
    return this.sending.prepare(actor, id, body)
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Allow('client')
  @Answers('GivenReferralView', 'referral_not_found', 'referral_expired', 'referral_closed')
  takeBack(@CurrentActor() actor: ClientActor, @Param('id', IdPipe) id: string): Promise<GivenReferralView> {
    return this.sending.takeBack(actor, id)
  }

  @Get('received')
  @Allow('agent')
  @AnswersPage('ReceivedReferralView')
  received(@CurrentActor() actor: AgentActor, @Query() query: PageQuery): Promise<Page<ReceivedReferralView>> {
    return this.referrals.listReceived(actor, query)
  }

  @Get(':id')
  @Allow('agent')
  @Answers('ReceivedReferralView', 'referral_not_found')
  oneReceived(@CurrentActor() actor: AgentActor, @Param('id', IdPipe) id: string): Promise<ReceivedReferralView> {
    return this.referrals.oneReceived(actor, id)
  }

  @Post(':id/moves')
  @HttpCode(200)
  @Allow('agent')
  @Answers('ReceivedReferralView', 'referral_not_found', 'referral_state_wrong')
  move(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Body() body: MoveReferral,
  ): Promise<ReceivedReferralView> {
    return this.referrals.move(actor, id, body)
  }

  @Post(':id/thanks')
  @HttpCode(200)
  @Allow('agent')
  @Answers('ReceivedReferralView', 'referral_not_found', 'referral_state_wrong')
  thank(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Body() body: ThankReferrer,
  ): Promise<ReceivedReferralView> {
    return this.referrals.thank(actor, id, body)
  }

  @Post('notices/:id/dismissal')
  @HttpCode(200)
  @Allow('agent')
  @Answers('Done', 'notice_not_found')
  async putAway(@CurrentActor() actor: AgentActor, @Param('id', IdPipe) id: string): Promise<Done> {
    await this.notices.putAway(actor, id)
    return { done: true }
  }
}
