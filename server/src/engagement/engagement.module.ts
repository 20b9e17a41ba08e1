import { Module } from '@nestjs/common'
import { EngagementFacts } from './engagement-facts'
import { EngagementController } from './engagement.controller'
import { EngagementService } from './engagement.service'
import { EngagementWriter } from './engagement.writer'

@Module({ controllers: [EngagementController], providers: [EngagementFacts, EngagementService, EngagementWriter] })
export class EngagementModule {}
