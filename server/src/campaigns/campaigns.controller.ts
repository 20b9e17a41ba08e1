import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common'
import { ChangeCampaign, CreateCampaign, type CampaignView } from '@quanke/shared/contracts/campaigns'
import { PageQuery, type Page } from '@quanke/shared/contracts/common'
import { CurrentActor, type AgentActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersPage } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { CampaignsService } from './campaigns.service'

@Controller('campaigns')
export class CampaignsController {
  constructor(private readonly campaigns: CampaignsService) {}

  @Get()
  @Allow('agent')
  @AnswersPage('CampaignView')
  list(@CurrentActor() actor: AgentActor, @Query() query: PageQuery): Promise<Page<CampaignView>> {
    return this.campaigns.list(actor, query)
  }

  @Post()
  @HttpCode(200)
  @Allow('agent')
  @Answers('CampaignView', 'phone_in_words', 'reward_forbidden', 'key_reused')
  create(@CurrentActor() actor: AgentActor, @Body() campaign: CreateCampaign): Promise<CampaignView> {
    return this.campaigns.create(actor, campaign)
  }

  @Put(':id')
  @Allow('agent')
  @Answers('CampaignView', 'campaign_not_found', 'phone_in_words', 'reward_forbidden')
  change(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Body() change: ChangeCampaign,
  ): Promise<CampaignView> {
    return this.campaigns.change(actor, id, change)
  }
}
