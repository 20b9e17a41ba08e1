import { Module } from '@nestjs/common'
import { OwnerNoticesController } from './owner-notices.controller'
import { OwnerNoticesService } from './owner-notices.service'

@Module({ controllers: [OwnerNoticesController], providers: [OwnerNoticesService] })
export class OwnerNoticesModule {}
