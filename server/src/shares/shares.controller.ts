import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common'
import { PageQuery, type Page } from '@quanke/shared/contracts/common'
import {
  CreateShare,
  type ShareLandingView,
  type ShareReachView,
  type ShareRow,
  type ShareView,
} from '@quanke/shared/contracts/shares'
import { CurrentActor, type Actor, type AgentActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersImage, AnswersPage } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { ReachService } from './reach.service'
import { SharesService } from './shares.service'

@Controller('shares')
export class SharesController {
  constructor(
    private readonly shares: SharesService,
    private readonly reach: ReachService,
  ) {}

  @Post()
  @HttpCode(200)
  @Allow('visitor')
  @Answers(
    'ShareView',
    'subject_not_found',
    'content_recalled',
    'event_cancelled',
    'campaign_not_found',
    'campaign_closed',
    'key_reused',
  )
  create(@CurrentActor() actor: Actor, @Body() share: CreateShare): Promise<ShareView> {
    return this.shares.create(actor, share)
  }

  @Get()
  @Allow('agent')
  @AnswersPage('ShareRow')
  list(@CurrentActor() actor: AgentActor, @Query() query: PageQuery): Promise<Page<ShareRow>> {
    return this.reach.list(actor, query)
  }

  @Get('by-code/:code')
  @Allow('visitor')
  @Answers('ShareLandingView', 'share_not_found')
  landing(@Param('code') code: string): Promise<ShareLandingView> {
    return this.shares.landing(code)
  }

  @Get(':id/reach')
  @Allow('agent')
  @Answers('ShareReachView', 'share_not_found')
  reachOf(@CurrentActor() actor: AgentActor, @Param('id', IdPipe) id: string): Promise<ShareReachView> {
    return this.reach.reach(actor, id)
  }

  @Get(':id/qr')
  @Allow('visitor')
  @Header('content-type', 'image/png')
  @Header('cache-control', 'private, max-age=86400')
  @AnswersImage('share_not_found', 'wechat_unavailable')
  qrCode(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Buffer> {
    return this.reach.qrCode(actor, id)
  }
}
