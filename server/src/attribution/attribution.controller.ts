import { Controller, Get, Header, Query, type StreamableFile } from '@nestjs/common'
import {
  AttributedOutcomesQuery,
  AttributionQuery,
  type AttributedOutcomeView,
  type AttributionView,
} from '@quanke/shared/contracts/attribution'
import type { Page } from '@quanke/shared/contracts/common'
import { CurrentActor, type AgentActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersCsv, AnswersPage } from '../core/answers'
import { csvAnswer } from '../core/csv'
import { AttributionService } from './attribution.service'

@Controller('attribution')
export class AttributionController {
  constructor(private readonly attribution: AttributionService) {}

  @Get()
  @Allow('agent')
  @Answers('AttributionView', 'agent_not_found')
  read(@CurrentActor() actor: AgentActor, @Query() query: AttributionQuery): Promise<AttributionView> {
    return this.attribution.read(actor, query)
  }

  @Get('table')
  @Header('cache-control', 'private, no-store')
  @Allow('agent')
  @AnswersCsv('agent_not_found')
  async table(@CurrentActor() actor: AgentActor, @Query() query: AttributionQuery): Promise<StreamableFile> {
    return csvAnswer(await this.attribution.table(actor, query))
  }

  @Get('outcomes')
  @Allow('agent')
  @AnswersPage('AttributedOutcomeView', 'agent_not_found')
  outcomes(
    @CurrentActor() actor: AgentActor,
    @Query() query: AttributedOutcomesQuery,
  ): Promise<Page<AttributedOutcomeView>> {
    return this.attribution.outcomes(actor, query)
  }
}
