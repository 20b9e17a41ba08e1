import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import type { Page } from '@quanke/shared/contracts/common'
import {
  MergeClients,
  MergePair,
  MergesQuery,
  UndoMerge,
  type MergePreviewView,
  type MergeView,
} from '@quanke/shared/contracts/merges'
import { CurrentActor, type AgentActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersPage } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { MergesService } from './merges.service'

@Controller('merges')
export class MergesController {
  constructor(private readonly merges: MergesService) {}

  @Get()
  @Allow('agent')
  @AnswersPage('MergeView')
  list(@CurrentActor() actor: AgentActor, @Query() query: MergesQuery): Promise<Page<MergeView>> {
    return this.merges.list(actor, query)
  }

  @Get('preview')
  @Allow('agent')
  @Answers('MergePreviewView', 'client_not_found', 'merge_with_itself', 'merge_case_open')
  preview(@CurrentActor() actor: AgentActor, @Query() pair: MergePair): Promise<MergePreviewView> {
    return this.merges.preview(actor, pair)
  }

  @Post()
  @HttpCode(200)
  @Allow('agent')
  @Answers('MergeView', 'client_not_found', 'merge_with_itself', 'merge_case_open', 'merge_not_confirmed', 'key_reused')
  merge(@CurrentActor() actor: AgentActor, @Body() body: MergeClients): Promise<MergeView> {
    return this.merges.merge(actor, body)
  }

  @Post(':id/undoing')
  @HttpCode(200)
  @Allow('agent')
  @Answers(
    'MergeView',
    'merge_not_found',
    'merge_too_old',
    'merge_below_another',
    'merge_decided_by_case',
    'phone_in_words',
    'reward_forbidden',
  )
  undo(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: UndoMerge,
  ): Promise<MergeView> {
    return this.merges.undo(actor, id, reason)
  }
}
