import { Module } from '@nestjs/common'
import { ClientsController } from './clients.controller'
import { ClientsService } from './clients.service'
import { OwnershipController } from './ownership.controller'
import { OwnershipService } from './ownership.service'
import { WorkbenchService } from './workbench.service'

@Module({
  controllers: [ClientsController, OwnershipController],
  providers: [ClientsService, OwnershipService, WorkbenchService],
})
export class ClientsModule {}
