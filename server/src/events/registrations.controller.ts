import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common'
import { PageQuery, type Page } from '@quanke/shared/contracts/common'
import {
  CheckIn,
  MarkAttendance,
  RegisterForEvent,
  type CheckInCodeView,
  type EventView,
  type RegistrationRow,
} from '@quanke/shared/contracts/events'
import { CurrentActor, type Actor, type AgentActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersPage } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { AttendanceService } from './attendance.service'
import { RegistrationsService } from './registrations.service'

@Controller('events/:id')
export class RegistrationsController {
  constructor(
    private readonly places: RegistrationsService,
    private readonly attendance: AttendanceService,
  ) {}

  @Post('registration')
  @HttpCode(200)
  @Allow('visitor')
  @Answers(
    'EventView',
    'event_not_found',
    'event_cancelled',
    'event_over',
    'event_full',
    'event_not_for_you',
    'event_own',
    'event_consent_required',
    'registration_closed',
  )
  register(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: RegisterForEvent,
  ): Promise<EventView> {
    return this.places.register(actor, id, body)
  }

  @Delete('registration')
  @Allow('visitor')
  @Answers('EventView', 'event_not_found', 'registration_not_found', 'event_begun', 'registration_state_wrong')
  cancel(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<EventView> {
    return this.places.cancel(actor, id)
  }

  @Get('registrations')
  @Allow('agent')
  @AnswersPage('RegistrationRow', 'event_not_found')
  registrations(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<Page<RegistrationRow>> {
    return this.attendance.registrations(actor, id, query)
  }

  @Put('registrations/:registrationId/attendance')
  @Allow('agent')
  @Answers(
    'RegistrationRow',
    'event_not_found',
    'event_cancelled',
    'registration_not_found',
    'registration_state_wrong',
    'attendance_not_yet',
    'attendance_closed',
  )
  mark(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Param('registrationId', IdPipe) registrationId: string,
    @Body() { mark }: MarkAttendance,
  ): Promise<RegistrationRow> {
    return this.attendance.mark(actor, id, registrationId, mark)
  }

  @Get('check-in-code')
  @Allow('agent')
  @Answers('CheckInCodeView', 'event_not_found', 'event_cancelled', 'check_in_not_now')
  code(@CurrentActor() actor: AgentActor, @Param('id', IdPipe) id: string): Promise<CheckInCodeView> {
    return this.attendance.code(actor, id)
  }

  @Post('check-in')
  @HttpCode(200)
  @Allow('visitor')
  @Answers(
    'EventView',
    'event_not_found',
    'event_cancelled',
    'registration_not_found',
    'registration_state_wrong',
    'check_in_not_now',
    'check_in_code_wrong',
    'check_in_tries_over',
  )
  checkIn(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { code }: CheckIn,
  ): Promise<EventView> {
    return this.attendance.checkIn(actor, id, code)
  }
}
