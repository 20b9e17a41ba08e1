import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import { PageQuery, type Page } from '@quanke/shared/contracts/common'
import {
  CaseReason,
  DecideCase,
  GiveEvidence,
  StateCase,
  type CaseReferencesView,
  type OwnershipCaseView,
} from '@quanke/shared/contracts/ownership-cases'
import { CurrentActor, type Actor, type AgentActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersPage } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { CaseDecisionsService } from './case-decisions.service'
import { OwnershipCasesService } from './ownership-cases.service'

@Controller('ownership-cases')
export class OwnershipCasesController {
  constructor(
    private readonly cases: OwnershipCasesService,
    private readonly decisions: CaseDecisionsService,
  ) {}

  @Get()
  @Allow('agent')
  @AnswersPage('OwnershipCaseView')
  own(@CurrentActor() actor: AgentActor, @Query() query: PageQuery): Promise<Page<OwnershipCaseView>> {
    return this.cases.own(actor, query)
  }

  @Get('waiting')
  @Allow('leader', 'compliance', 'administrator')
  @AnswersPage('OwnershipCaseView')
  queue(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<OwnershipCaseView>> {
    return this.cases.queue(actor, query)
  }

  @Post()
  @HttpCode(200)
  @Allow('agent')
  @Answers(
    'OwnershipCaseView',
    'phone_invalid',
    'match_limit_reached',
    'case_without_owner',
    'case_own_client',
    'case_exists',
    'key_reused',
  )
  state(@CurrentActor() actor: AgentActor, @Body() body: StateCase): Promise<OwnershipCaseView> {
    return this.cases.state(actor, body)
  }

  @Get(':id')
  @Allow('agent', 'compliance', 'administrator')
  @Answers('OwnershipCaseView', 'case_not_found')
  one(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<OwnershipCaseView> {
    return this.cases.one(actor, id)
  }

  @Get(':id/references')
  @Allow('agent')
  @Answers('CaseReferencesView', 'case_not_found', 'case_not_a_side', 'case_state_wrong')
  references(@CurrentActor() actor: AgentActor, @Param('id', IdPipe) id: string): Promise<CaseReferencesView> {
    return this.cases.references(actor, id)
  }

  @Post(':id/evidence')
  @HttpCode(200)
  @Allow('agent')
  @Answers(
    'OwnershipCaseView',
    'case_not_found',
    'case_not_a_side',
    'case_state_wrong',
    'case_reference_not_found',
    'key_reused',
  )
  giveEvidence(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Body() body: GiveEvidence,
  ): Promise<OwnershipCaseView> {
    return this.cases.giveEvidence(actor, id, body)
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Allow('agent')
  @Answers('OwnershipCaseView', 'case_not_found', 'case_not_a_side', 'case_state_wrong')
  withdraw(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Body() body: CaseReason,
  ): Promise<OwnershipCaseView> {
    return this.cases.withdraw(actor, id, body)
  }

  @Post(':id/decision')
  @HttpCode(200)
  @Allow('leader', 'compliance', 'administrator')
  @Answers(
    'OwnershipCaseView',
    'case_not_found',
    'case_not_decider',
    'case_state_wrong',
    'case_outcome_wrong',
    'agent_departed',
  )
  decide(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: DecideCase,
  ): Promise<OwnershipCaseView> {
    return this.decisions.decide(actor, id, body)
  }

  @Post(':id/appeal')
  @HttpCode(200)
  @Allow('agent')
  @Answers('OwnershipCaseView', 'case_not_found', 'case_not_a_side', 'case_state_wrong', 'case_won', 'appeal_too_late')
  appeal(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Body() body: CaseReason,
  ): Promise<OwnershipCaseView> {
    return this.decisions.appeal(actor, id, body)
  }
}
