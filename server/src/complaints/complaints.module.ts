import { Module } from '@nestjs/common'
import { ComplaintDeadlines } from './complaint-deadlines'
import { ComplaintsController } from './complaints.controller'
import { ComplaintsService } from './complaints.service'
import { MyComplaintsService } from './my-complaints.service'

@Module({
  controllers: [ComplaintsController],
  providers: [MyComplaintsService, ComplaintsService, ComplaintDeadlines],
})
export class ComplaintsModule {}
