import { Module } from '@nestjs/common'
import { ConsentsModule } from '../consents/consents.module'
import { SharesModule } from '../shares/shares.module'
import { ExpireReferrals } from './expire-referrals'
import { InvitationsController } from './invitations.controller'
import { InvitationsService } from './invitations.service'
import { ReferralsController } from './referrals.controller'
import { ReferralsService } from './referrals.service'

@Module({
  imports: [ConsentsModule, SharesModule],
  controllers: [InvitationsController, ReferralsController],
  providers: [ReferralsService, InvitationsService, ExpireReferrals],
})
export class ReferralsModule {}
