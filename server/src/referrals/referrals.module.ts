import { Module } from '@nestjs/common'
import { ConsentsModule } from '../consents/consents.module'
import { SharesModule } from '../shares/shares.module'
import { IdentityModule } from '../identity/identity.module'
import { AgentNoticesService } from './agent-notices.service'
import { AsksController } from './asks.controller'
import { AsksService } from './asks.service'
import { ExpireReferrals } from './expire-referrals'
import { InvitationsController } from './invitations.controller'
import { InvitationsService } from './invitations.service'
import { OpeningService } from './opening.service'
import { ReferralsController } from './referrals.controller'
import { ReferralsService } from './referrals.service'
import { SendingService } from './sending.service'

@Module({
  imports: [ConsentsModule, IdentityModule, SharesModule],
  controllers: [AsksController, InvitationsController, ReferralsController],
  providers: [
    ReferralsService,
    SendingService,
    InvitationsService,
    OpeningService,
    AgentNoticesService,
    AsksService,
    ExpireReferrals,
  ],
})
export class ReferralsModule {}
