import { Module } from '@nestjs/common'
import { CardsController } from './cards.controller'
import { CardsService } from './cards.service'
import { EscalationService } from './escalation.service'
import { IntroductionsController } from './introductions.controller'
import { IntroductionsService } from './introductions.service'
import { PicturesController } from './pictures.controller'
import { PicturesService } from './pictures.service'
import { RequestLists } from './request-lists'
import { RequestsController } from './requests.controller'
import { RequestsService } from './requests.service'
import { SettleService } from './settle.service'

@Module({
  controllers: [RequestsController, CardsController, IntroductionsController, PicturesController],
  providers: [
    RequestsService,
    IntroductionsService,
    SettleService,
    CardsService,
    EscalationService,
    PicturesService,
    RequestLists,
  ],
})
export class ReferralRequestsModule {}
