import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import { PageQuery, type Page } from '@quanke/shared/contracts/common'
import {
  AudienceQuery,
  MembersQuery,
  PlanOutreach,
  type AudienceView,
  type OutreachMemberRow,
  type OutreachPlanRow,
  type OutreachPlanView,
  type OutreachReportView,
} from '@quanke/shared/contracts/outreach'
import { CurrentActor, type AgentActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersPage } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { PlansService } from './plans.service'
import { ReportService } from './report.service'

const EVENT_REFUSALS = [
  'event_not_found',
  'event_cancelled',
  'event_over',
  'registration_closed',
  'outreach_event_late',
] as const

@Controller('outreach')
export class PlansController {
  constructor(
    private readonly plans: PlansService,
    private readonly reports: ReportService,
  ) {}

  @Get('audience')
  @Allow('agent')
  @Answers('AudienceView', 'content_not_found', 'content_recalled', 'event_not_found', 'group_not_found')
  audience(@CurrentActor() actor: AgentActor, @Query() query: AudienceQuery): Promise<AudienceView> {
    return this.plans.audience(actor, query)
  }

  @Post('plans')
  @HttpCode(200)
  @Allow('agent')
  @Answers(
    'OutreachPlanView',
    'content_not_found',
    'content_recalled',
    ...EVENT_REFUSALS,
    'group_not_found',
    'key_reused',
  )
  plan(@CurrentActor() actor: AgentActor, @Body() body: PlanOutreach): Promise<OutreachPlanView> {
    return this.plans.plan(actor, body)
  }

  @Get('plans')
  @Allow('agent')
  @AnswersPage('OutreachPlanRow')
  list(@CurrentActor() actor: AgentActor, @Query() query: PageQuery): Promise<Page<OutreachPlanRow>> {
    return this.plans.list(actor, query)
  }

  @Get('plans/:id')
  @Allow('agent')
  @Answers('OutreachPlanView', 'outreach_not_found')
  one(@CurrentActor() actor: AgentActor, @Param('id', IdPipe) id: string): Promise<OutreachPlanView> {
    return this.plans.one(actor, id)
  }

  @Post('plans/:id/start')
  @HttpCode(200)
  @Allow('agent')
  @Answers(
    'OutreachPlanView',
    'outreach_not_found',
    'outreach_state_wrong',
    'outreach_audience_empty',
    'outreach_audience_large',
    'content_not_found',
    'content_recalled',
    ...EVENT_REFUSALS,
    'group_not_found',
  )
  start(@CurrentActor() actor: AgentActor, @Param('id', IdPipe) id: string): Promise<OutreachPlanView> {
    return this.plans.start(actor, id)
  }

  @Post('plans/:id/cancellation')
  @HttpCode(200)
  @Allow('agent')
  @Answers('OutreachPlanView', 'outreach_not_found', 'outreach_state_wrong')
  cancel(@CurrentActor() actor: AgentActor, @Param('id', IdPipe) id: string): Promise<OutreachPlanView> {
    return this.plans.cancel(actor, id)
  }

  @Get('plans/:id/report')
  @Allow('agent')
  @Answers('OutreachReportView', 'outreach_not_found')
  report(@CurrentActor() actor: AgentActor, @Param('id', IdPipe) id: string): Promise<OutreachReportView> {
    return this.reports.report(actor, id)
  }

  @Get('plans/:id/members')
  @Allow('agent')
  @AnswersPage('OutreachMemberRow', 'outreach_not_found')
  members(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Query() query: MembersQuery,
  ): Promise<Page<OutreachMemberRow>> {
    return this.reports.members(actor, id, query)
  }
}
