import { Module } from '@nestjs/common'
import { ClientsController } from './clients.controller'
import { ClientsService } from './clients.service'
import { OriginController } from './origin.controller'
import { OriginService } from './origin.service'
import { OwnershipController } from './ownership.controller'
import { OwnershipService } from './ownership.service'
import { WorkbenchService } from './workbench.service'

@Module({
  controllers: [ClientsController, OriginController, OwnershipController],
  providers: [ClientsService, OriginService, OwnershipService, WorkbenchService],
})
export class ClientsModule {}
