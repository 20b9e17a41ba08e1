import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import { PageQuery, type Page } from '@quanke/shared/contracts/common'
import { GroupsQuery, JoinGroup, type GroupRow, type GroupView, type MemberView } from '@quanke/shared/contracts/groups'
import { CurrentActor, type Actor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers, AnswersPage } from '../core/answers'
import { IdPipe } from '../core/id.pipe'
import { GroupsService } from './groups.service'

@Controller('groups')
export class GroupsController {
  constructor(private readonly groups: GroupsService) {}

  @Get()
  @Allow('visitor')
  @AnswersPage('GroupRow')
  browse(@CurrentActor() actor: Actor, @Query() query: GroupsQuery): Promise<Page<GroupRow>> {
    return this.groups.browse(actor, query)
  }

  @Get(':id')
  @Allow('visitor')
  @Answers('GroupView', 'group_not_found')
  one(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<GroupView> {
    return this.groups.one(actor, id)
  }

  @Get(':id/members')
  @Allow('visitor')
  @AnswersPage('MemberView', 'group_not_found', 'not_a_member')
  members(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<Page<MemberView>> {
    return this.groups.members(actor, id, query)
  }

  @Post(':id/membership')
  @HttpCode(200)
  @Allow('visitor')
  @Answers('GroupView', 'group_not_found', 'group_closed', 'removed_from_group', 'service_consent_required')
  join(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: JoinGroup): Promise<GroupView> {
    return this.groups.join(actor, id, body)
  }

  @Delete(':id/membership')
  @Allow('visitor')
  @Answers('GroupView', 'group_not_found', 'not_a_member', 'host_stays')
  leave(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<GroupView> {
    return this.groups.leave(actor, id)
  }
}
