import { Module } from '@nestjs/common'
import { IdentityController } from './identity.controller'
import { IdentityService } from './identity.service'
import { ProfileService } from './profile.service'

@Module({ controllers: [IdentityController], providers: [IdentityService, ProfileService] })
export class IdentityModule {}
