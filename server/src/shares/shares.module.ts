import { Module } from '@nestjs/common'
import { ReachService } from './reach.service'
import { SharesController } from './shares.controller'
import { SharesService } from './shares.service'

@Module({ controllers: [SharesController], providers: [SharesService, ReachService], exports: [SharesService] })
export class SharesModule {}
