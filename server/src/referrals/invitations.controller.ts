import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common'
import type { Done } from '@quanke/shared/contracts/common'
import type { ConsentOutcome } from '@quanke/shared/contracts/consents'
import { AcceptReferral, OpenInvitation, type ReferralInvitationView } from '@quanke/shared/contracts/referrals'
import { CurrentActor, type Actor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers } from '../core/answers'
import { InvitationsService } from './invitations.service'
import { OpeningService } from './opening.service'

@Controller('referrals/invitations/:code')
export class InvitationsController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly opening: OpeningService,
  ) {}

  @Get()
  @Allow('visitor')
  @Answers('ReferralInvitationView', 'referral_not_found', 'referral_private')
  view(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<ReferralInvitationView> {
    return this.invitations.view(actor, code)
  }

  @Post('opening')
  @HttpCode(200)
  @Allow('visitor')
  @Answers('ReferralInvitationView', 'referral_not_found', 'referral_private', 'open_data_unreadable')
  open(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Body() body: OpenInvitation,
  ): Promise<ReferralInvitationView> {
    return this.opening.open(actor, code, body)
  }

  @Post('consent')
  @HttpCode(200)
  @Allow('visitor')
  @Answers(
    'ConsentOutcome',
    'referral_not_found',
    'referral_expired',
    'referral_closed',
    'referral_taken_back',
    'referral_own',
    'referral_by_agent',
    'referral_private',
    'referral_loop',
    'referral_has_adviser',
    'referral_had_adviser',
    'agent_departed',
    'consent_required',
    'consent_text_outdated',
    'age_not_confirmed',
  )
  accept(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Body() body: AcceptReferral,
  ): Promise<ConsentOutcome> {
    return this.invitations.accept(actor, code, body)
  }

  @Post('refusal')
  @HttpCode(200)
  @Allow('visitor')
  @Answers(
    'Done',
    'referral_not_found',
    'referral_expired',
    'referral_closed',
    'referral_taken_back',
    'referral_own',
    'referral_by_agent',
    'referral_private',
  )
  async decline(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<Done> {
    await this.invitations.decline(actor, code)
    return { done: true }
  }
}
