import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import { PageQuery, type Page } from '@quanke/shared/contracts/common'
import {
  AnswerComplaint,
  ComplaintsQuery,
  FileComplaint,
  JudgeAnswer,
  type ComplaintView,
  type MyComplaintView,
} from '@quanke/shared/contracts/complaints'
import { CurrentActor, type Actor, type ClientActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersPage } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { ComplaintsService } from './complaints.service'
import { MyComplaintsService } from './my-complaints.service'

/** Own complaints stay readable for whoever filed them, also after the consent was taken back. */
@Controller('complaints')
export class ComplaintsController {
  constructor(
    private readonly own: MyComplaintsService,
    private readonly handled: ComplaintsService,
  ) {}

  @Post()
  @HttpCode(200)
  @Allow('client')
  @Answers('MyComplaintView', 'key_reused')
  file(@CurrentActor() actor: ClientActor, @Body() body: FileComplaint): Promise<MyComplaintView> {
    return this.own.file(actor, body)
  }

  @Get('mine')
  @Allow('visitor')
  @AnswersPage('MyComplaintView')
  mine(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<MyComplaintView>> {
    return this.own.list(actor, query)
  }

  @Get('mine/:id')
  @Allow('visitor')
  @Answers('MyComplaintView', 'complaint_not_found')
  oneOfMine(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<MyComplaintView> {
    return this.own.one(actor, id)
  }

  @Post('mine/:id/judgement')
  @HttpCode(200)
  @Allow('visitor')
  @Answers('MyComplaintView', 'complaint_not_found', 'complaint_state_wrong', 'key_reused')
  judge(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: JudgeAnswer,
  ): Promise<MyComplaintView> {
    return this.own.judge(actor, id, body)
  }

  @Get()
  @Allow('leader', 'service_desk', 'compliance')
  @AnswersPage('ComplaintView')
  queue(@CurrentActor() actor: Actor, @Query() query: ComplaintsQuery): Promise<Page<ComplaintView>> {
    return this.handled.queue(actor, query)
  }

  @Get(':id')
  @Allow('leader', 'service_desk', 'compliance')
  @Answers('ComplaintView', 'complaint_not_found')
  one(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ComplaintView> {
    return this.handled.one(actor, id)
  }

  @Post(':id/acceptance')
  @HttpCode(200)
  @Allow('leader', 'service_desk', 'compliance')
  @Answers('ComplaintView', 'complaint_not_found', 'complaint_state_wrong')
  accept(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ComplaintView> {
    return this.handled.accept(actor, id)
  }

  @Post(':id/answer')
  @HttpCode(200)
  @Allow('leader', 'service_desk', 'compliance')
  @Answers('ComplaintView', 'complaint_not_found', 'complaint_state_wrong', 'key_reused')
  answer(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: AnswerComplaint,
  ): Promise<ComplaintView> {
    return this.handled.answer(actor, id, body)
  }

  @Post(':id/sharing')
  @HttpCode(200)
  @Allow('leader', 'service_desk', 'compliance')
  @Answers('ComplaintView', 'complaint_not_found', 'complaint_state_wrong')
  share(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ComplaintView> {
    return this.handled.share(actor, id)
  }
}
