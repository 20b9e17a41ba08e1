import { Module } from '@nestjs/common'
import { ClientsController } from './clients.controller'
import { ClientsService } from './clients.service'
import { LooksController } from './looks.controller'
import { LooksService } from './looks.service'
import { OriginController } from './origin.controller'
import { OriginService } from './origin.service'
import { OwnershipController } from './ownership.controller'
import { OwnershipService } from './ownership.service'
import { WorkbenchService } from './workbench.service'

@Module({
  controllers: [ClientsController, LooksController, OriginController, OwnershipController],
  providers: [ClientsService, LooksService, OriginService, OwnershipService, WorkbenchService],
})
export class ClientsModule {}
