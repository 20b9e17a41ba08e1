import { Module } from '@nestjs/common'
import { CaseDeadlines } from './case-deadlines'
import { CaseDecisionsService } from './case-decisions.service'
import { OwnershipCasesController } from './ownership-cases.controller'
import { OwnershipCasesService } from './ownership-cases.service'

@Module({
  controllers: [OwnershipCasesController],
  providers: [OwnershipCasesService, CaseDecisionsService, CaseDeadlines],
})
export class OwnershipCasesModule {}
