import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import type { Page } from '@quanke/shared/contracts/common'
import {
  ContentsQuery,
  DraftContent,
  OneContentQuery,
  RecallContent,
  type ContentRow,
  type ContentView,
} from '@quanke/shared/contracts/contents'
import { CurrentActor, type Actor, type StaffActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersPage } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { ApprovalService } from './approval.service'
import { LibraryService } from './library.service'

@Controller('contents')
export class ContentsController {
  constructor(
    private readonly library: LibraryService,
    private readonly approval: ApprovalService,
  ) {}

  @Get()
  @Allow('visitor')
  @AnswersPage('ContentRow', 'not_allowed')
  browse(@CurrentActor() actor: Actor, @Query() query: ContentsQuery): Promise<Page<ContentRow>> {
    return this.library.browse(actor, query)
  }

  /** Open, since nobody can sign in on the single page of Moments. */
  @Get(':id')
  @Allow('anyone', 'visitor')
  @Answers('ContentView', 'content_not_found')
  one(
    @CurrentActor() actor: Actor | undefined,
    @Param('id', IdPipe) id: string,
    @Query() { shareCode }: OneContentQuery,
  ): Promise<ContentView> {
    return this.library.one(actor ?? null, id, shareCode)
  }

  @Post()
  @HttpCode(200)
  @Allow('compliance', 'administrator')
  @Answers('ContentView', 'group_not_found', 'key_reused', 'reward_forbidden')
  draft(@CurrentActor() actor: StaffActor, @Body() body: DraftContent): Promise<ContentView> {
    return this.approval.draft(actor, body)
  }

  @Post(':id/submission')
  @HttpCode(200)
  @Allow('compliance', 'administrator')
  @Answers('ContentView', 'content_not_found', 'content_state_wrong')
  submit(@CurrentActor() actor: StaffActor, @Param('id', IdPipe) id: string): Promise<ContentView> {
    return this.approval.submit(actor, id)
  }

  @Post(':id/approval')
  @HttpCode(200)
  @Allow('compliance')
  @Answers('ContentView', 'content_not_found', 'content_state_wrong', 'content_by_approver')
  approve(@CurrentActor() actor: StaffActor, @Param('id', IdPipe) id: string): Promise<ContentView> {
    return this.approval.approve(actor, id)
  }

  @Post(':id/recall')
  @HttpCode(200)
  @Allow('compliance')
  @Answers('ContentView', 'content_not_found', 'content_state_wrong')
  recall(
    @CurrentActor() actor: StaffActor,
    @Param('id', IdPipe) id: string,
    @Body() body: RecallContent,
  ): Promise<ContentView> {
    return this.approval.recall(actor, id, body)
  }
}
