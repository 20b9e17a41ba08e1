import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common'
import { NameChatGroup, TellChatGroup, type ChatGroupView } from '@quanke/shared/contracts/chat-groups'
import { PageQuery, type Done, type Page } from '@quanke/shared/contracts/common'
import { CurrentActor, type Actor, type AgentActor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersPage } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { ChatGroupsService } from './chat-groups.service'

@Controller('chat-groups')
export class ChatGroupsController {
  constructor(private readonly chatGroups: ChatGroupsService) {}

  @Post('arrivals')
  @HttpCode(200)
  @Allow('visitor')
  @Answers('Done', 'share_not_found', 'open_data_unreadable')
  async tell(@CurrentActor() actor: Actor, @Body() body: TellChatGroup): Promise<Done> {
    await this.chatGroups.tell(actor, body)
    return { done: true }
  }

  @Get()
  @Allow('agent')
  @AnswersPage('ChatGroupView')
  list(@CurrentActor() actor: AgentActor, @Query() query: PageQuery): Promise<Page<ChatGroupView>> {
    return this.chatGroups.list(actor, query)
  }

  @Put(':id')
  @Allow('agent')
  @Answers('ChatGroupView', 'chat_group_not_found', 'phone_in_words')
  name(
    @CurrentActor() actor: AgentActor,
    @Param('id', IdPipe) id: string,
    @Body() body: NameChatGroup,
  ): Promise<ChatGroupView> {
    return this.chatGroups.name(actor, id, body)
  }
}
