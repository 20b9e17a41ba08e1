import { Module } from '@nestjs/common'
import { IntroductionsController } from './introductions.controller'
import { IntroductionsService } from './introductions.service'
import { RequestLists } from './request-lists'
import { RequestsController } from './requests.controller'
import { RequestsService } from './requests.service'

@Module({
  controllers: [RequestsController, IntroductionsController],
  providers: [RequestsService, IntroductionsService, RequestLists],
})
export class ReferralRequestsModule {}
