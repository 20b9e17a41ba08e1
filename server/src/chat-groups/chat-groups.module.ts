import { Module } from '@nestjs/common'
import { IdentityModule } from '../identity/identity.module'
import { ChatGroupsController } from './chat-groups.controller'
import { ChatGroupsService } from './chat-groups.service'

@Module({ imports: [IdentityModule], controllers: [ChatGroupsController], providers: [ChatGroupsService] })
export class ChatGroupsModule {}
