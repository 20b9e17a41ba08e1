import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import type { Page } from '@quanke/shared/contracts/common'
import { MakeOutreachCard, MarkOutreachDone, TodoQuery, type OutreachTodoRow } from '@quanke/shared/contracts/outreach'
import type { ShareView } from '@quanke/shared/contracts/shares'
import { CurrentActor, type AgentActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersPage } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { TodoService } from './todo.service'

@Controller('outreach')
export class TodoController {
  constructor(private readonly todo: TodoService) {}

  @Get('plans/:id/todo')
  @Allow('agent')
  @AnswersPage('OutreachTodoRow', 'outreach_not_found')
  list(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Query() query: TodoQuery,
  ): Promise<Page<OutreachTodoRow>> {
    return this.todo.list(actor, id, query)
  }

  @Post('members/:id/card')
  @HttpCode(200)
  @Allow('agent')
  @Answers(
    'ShareView',
    'outreach_member_not_found',
    'outreach_held_out',
    'outreach_over',
    'outreach_not_consented',
    'outreach_left_alone',
    'outreach_state_wrong',
    'content_recalled',
    'event_cancelled',
    'key_reused',
  )
  card(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Body() body: MakeOutreachCard,
  ): Promise<ShareView> {
    return this.todo.card(actor, id, body)
  }

  @Post('members/:id/done')
  @HttpCode(200)
  @Allow('agent')
  @Answers(
    'OutreachTodoRow',
    'outreach_member_not_found',
    'outreach_held_out',
    'outreach_over',
    'outreach_not_consented',
    'outreach_left_alone',
    'outreach_state_wrong',
  )
  done(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Body() body: MarkOutreachDone,
  ): Promise<OutreachTodoRow> {
    return this.todo.done(actor, id, body)
  }

  @Delete('members/:id/done')
  @Allow('agent')
  @Answers('OutreachTodoRow', 'outreach_member_not_found', 'outreach_held_out', 'outreach_undo_late')
  undo(@CurrentActor() actor: AgentActor, @Param('id', IdPipe) id: string): Promise<OutreachTodoRow> {
    return this.todo.undo(actor, id)
  }
}
