import { Module } from '@nestjs/common'
import { AttendanceService } from './attendance.service'
import { CalendarService } from './calendar.service'
import { EventsController } from './events.controller'
import { HostingService } from './hosting.service'
import { RegistrationsController } from './registrations.controller'
import { RegistrationsService } from './registrations.service'
import { ReviewService } from './review.service'

@Module({
  controllers: [EventsController, RegistrationsController],
  providers: [AttendanceService, CalendarService, HostingService, RegistrationsService, ReviewService],
})
export class EventsModule {}
