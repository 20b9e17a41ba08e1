import { Module } from '@nestjs/common'
import { SharesModule } from '../shares/shares.module'
import { KeepPlans } from './keep-plans'
import { PlansController } from './plans.controller'
import { PlansService } from './plans.service'
import { ReportService } from './report.service'
import { TodoController } from './todo.controller'
import { TodoService } from './todo.service'

@Module({
  imports: [SharesModule],
  controllers: [PlansController, TodoController],
  providers: [PlansService, TodoService, ReportService, KeepPlans],
})
export class OutreachModule {}
