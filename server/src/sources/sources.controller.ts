import { Controller, Get, Header, Param, Query, type StreamableFile } from '@nestjs/common'
import type { Page } from '@quanke/shared/contracts/common'
import {
  SourceAssistsQuery,
  SourcePeopleQuery,
  SourcePeriodQuery,
  SourcesQuery,
  TreeQuery,
  type CarriersView,
  type ReferralTreeView,
  type ShareTreeView,
  type SourceAssistView,
  type SourcePersonView,
  type SourcesView,
} from '@quanke/shared/contracts/sources'
import { CurrentActor, type AgentActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersCsv, AnswersPage } from '../core/answers'
import { csvAnswer } from '../core/csv'
import { IdPipe } from '../core/id.pipe'
import { SourcesService } from './sources.service'
import { TreesService } from './trees.service'

@Controller('sources')
export class SourcesController {
  constructor(
    private readonly sources: SourcesService,
    private readonly trees: TreesService,
  ) {}

  @Get()
  @Allow('agent')
  @Answers('SourcesView', 'agent_not_found')
  board(@CurrentActor() actor: AgentActor, @Query() query: SourcesQuery): Promise<SourcesView> {
    return this.sources.board(actor, query)
  }

  @Get('table')
  @Header('cache-control', 'private, no-store')
  @Allow('agent')
  @AnswersCsv('agent_not_found')
  async table(@CurrentActor() actor: AgentActor, @Query() query: SourcesQuery): Promise<StreamableFile> {
    return csvAnswer(await this.sources.table(actor, query))
  }

  @Get('people')
  @Allow('agent')
  @AnswersPage('SourcePersonView', 'agent_not_found')
  people(@CurrentActor() actor: AgentActor, @Query() query: SourcePeopleQuery): Promise<Page<SourcePersonView>> {
    return this.sources.people(actor, query)
  }

  @Get('assists')
  @Allow('agent')
  @AnswersPage('SourceAssistView', 'agent_not_found')
  assists(@CurrentActor() actor: AgentActor, @Query() query: SourceAssistsQuery): Promise<Page<SourceAssistView>> {
    return this.sources.assists(actor, query)
  }

  @Get('carriers')
  @Allow('agent')
  @Answers('CarriersView', 'agent_not_found')
  carriers(@CurrentActor() actor: AgentActor, @Query() query: SourcePeriodQuery): Promise<CarriersView> {
    return this.trees.carriers(actor, query)
  }

  @Get('referral-tree')
  @Allow('agent')
  @Answers('ReferralTreeView')
  referralTree(@CurrentActor() actor: AgentActor, @Query() query: TreeQuery): Promise<ReferralTreeView> {
    return this.trees.referralTree(actor, query)
  }

  @Get('shares/:id/tree')
  @Allow('agent')
  @Answers('ShareTreeView', 'share_not_found')
  shareTree(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Query() query: TreeQuery,
  ): Promise<ShareTreeView> {
    return this.trees.shareTree(actor, id, query)
  }
}
