import { type DynamicModule, Module } from '@nestjs/common'
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core'
import { ScheduleModule } from '@nestjs/schedule'
import { RecordEngagements } from '@quanke/shared/contracts/engagement'
import { DataSource } from 'typeorm'
import { CampaignsModule } from './campaigns/campaigns.module'
import { AttributionModule } from './attribution/attribution.module'
import { ChatGroupsModule } from './chat-groups/chat-groups.module'
import { ClientsModule } from './clients/clients.module'
import { ComplaintsModule } from './complaints/complaints.module'
import { ConsentsModule } from './consents/consents.module'
import { ContentsModule } from './contents/contents.module'
import { AllowGuard } from './core/allow.guard'
import { ContractPipe } from './core/contract.pipe'
import { CoreModule } from './core/core.module'
import { Env } from './core/env'
import type { Log } from './core/log.token'
import { ProblemFilter } from './core/problem.filter'
import { FoundationModule } from './core/foundation.module'
import { EngagementModule } from './engagement/engagement.module'
import { EventsModule } from './events/events.module'
import { GroupsModule } from './groups/groups.module'
import { IdentityModule } from './identity/identity.module'
import { MergesModule } from './merges/merges.module'
import { MessagesModule } from './messages/messages.module'
import { OrganizationModule } from './organization/organization.module'
import { OutreachModule } from './outreach/outreach.module'
import { PoliciesModule } from './policies/policies.module'
import { ProvidersModule } from './providers/providers.module'
import { OwnerNoticesModule } from './owner-notices/owner-notices.module'
import { OwnershipCasesModule } from './ownership-cases/ownership-cases.module'
import { ReferralRequestsModule } from './referral-requests/referral-requests.module'
import { ReferralsModule } from './referrals/referrals.module'
import { SharesModule } from './shares/shares.module'
import { SourcesModule } from './sources/sources.module'

/** The whole server, over what its start made: the environment, the log and the connected database. */
@Module({})
export class AppModule {
  static over(env: Env, log: Log, db: DataSource): DynamicModule {
    return {
      module: AppModule,
      imports: [
        FoundationModule.over(env, log, db),
        ScheduleModule.forRoot(),
        CoreModule,
        IdentityModule,
        ConsentsModule,
        SharesModule,
        CampaignsModule,
        EngagementModule,
        ChatGroupsModule,
        OrganizationModule,
        GroupsModule,
        EventsModule,
        ContentsModule,
        ProvidersModule,
        ReferralRequestsModule,
        ReferralsModule,
        PoliciesModule,
        ComplaintsModule,
        OutreachModule,
        MessagesModule,
        ClientsModule,
        SourcesModule,
        MergesModule,
        AttributionModule,
        OwnershipCasesModule,
        OwnerNoticesModule,
      ],
      providers: [
        { provide: APP_GUARD, useClass: AllowGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useValue: new ContractPipe([RecordEngagements]) },
      ],
    }
  }
}
