import { Module } from '@nestjs/common'
import { ForgetSessionKeys } from './forget-session-keys'
import { IdentityController } from './identity.controller'
import { IdentityService } from './identity.service'
import { OpenDataService } from './open-data.service'
import { ProfileService } from './profile.service'

@Module({
  controllers: [IdentityController],
  providers: [IdentityService, ProfileService, OpenDataService, ForgetSessionKeys],
  exports: [OpenDataService],
})
export class IdentityModule {}
