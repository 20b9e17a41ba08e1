import { Controller, Get, Param, Query } from '@nestjs/common'
import { PageQuery, SearchQuery, type Page } from '@quanke/shared/contracts/common'
import type { AgentCard } from '@quanke/shared/contracts/identity'
import type { AuditEntryView, OrganizationView, TeamTreeView } from '@quanke/shared/contracts/organization'
import { CurrentActor, type LeaderActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersPage } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { OrganizationService } from './organization.service'

@Controller()
export class OrganizationController {
  constructor(private readonly organization: OrganizationService) {}

  @Get('organization')
  @Allow('anyone')
  @Answers('OrganizationView')
  read(): Promise<OrganizationView> {
    return this.organization.organization()
  }

  @Get('agents')
  @Allow('administrator')
  @AnswersPage('AgentCard')
  agents(@Query() query: SearchQuery): Promise<Page<AgentCard>> {
    return this.organization.agents(query)
  }

  @Get('agents/by-code/:code')
  @Allow('visitor')
  @Answers('AgentCard', 'agent_not_found')
  cardByCode(@Param('code') code: string): Promise<AgentCard> {
    return this.organization.cardByCode(code)
  }

  @Get('agents/:id')
  @Allow('visitor')
  @Answers('AgentCard', 'agent_not_found')
  card(@Param('id', IdPipe) id: string): Promise<AgentCard> {
    return this.organization.card(id)
  }

  @Get('team')
  @Allow('leader')
  @Answers('TeamTreeView')
  team(@CurrentActor() actor: LeaderActor): Promise<TeamTreeView> {
    return this.organization.team(actor)
  }

  @Get('audit')
  @Allow('compliance')
  @AnswersPage('AuditEntryView')
  auditLog(@Query() query: PageQuery): Promise<Page<AuditEntryView>> {
    return this.organization.auditLog(query)
  }
}
