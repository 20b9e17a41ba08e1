import { Body, Controller, Delete, Get, Headers, HttpCode, Post, Put, Req } from '@nestjs/common'
import type { Done } from '@quanke/shared/contracts/common'
import { EditProfile, SignIn, VerifyPhone, type MeView, type SessionView } from '@quanke/shared/contracts/identity'
import type { FastifyRequest } from 'fastify'
import { CurrentActor, type Actor } from '../core/actor'
import { Allow } from '../core/allow'
import { bearerOf } from '../core/sessions'
import { Answers } from '../core/answers'
import { IdentityService } from './identity.service'
import { ProfileService } from './profile.service'

@Controller()
export class IdentityController {
  constructor(
    private readonly identity: IdentityService,
    private readonly profile: ProfileService,
  ) {}

  @Post('session')
  @HttpCode(200)
  @Allow('anyone')
  @Answers(
    'SessionView',
    'login_code_invalid',
    'login_code_used',
    'login_blocked',
    'account_closed',
    'wechat_unavailable',
  )
  signIn(@Body() { code }: SignIn, @Req() request: FastifyRequest): Promise<SessionView> {
    return this.identity.signIn(code, request.id)
  }

  @Delete('session')
  @Allow('visitor')
  @Answers('Done')
  async signOut(@CurrentActor() actor: Actor, @Headers('authorization') authorization: string): Promise<Done> {
    await this.identity.signOut(actor, bearerOf(authorization) ?? '')
    return { done: true }
  }

  @Get('me')
  @Allow('visitor')
  @Answers('MeView')
  me(@CurrentActor() actor: Actor): Promise<MeView> {
    return this.identity.me(actor)
  }

  // WeChat's wx.request has no PATCH.
  @Put('me')
  @Allow('visitor')
  @Answers('MeView')
  edit(@CurrentActor() actor: Actor, @Body() changes: EditProfile): Promise<MeView> {
    return this.profile.edit(actor, changes)
  }

  @Post('me/phone')
  @HttpCode(200)
  @Allow('visitor')
  @Answers('MeView', 'phone_code_invalid', 'wechat_unavailable')
  verifyPhone(@CurrentActor() actor: Actor, @Body() { code }: VerifyPhone): Promise<MeView> {
    return this.profile.verifyPhone(actor, code)
  }
}
