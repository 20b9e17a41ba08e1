import { Controller, Get, Inject } from '@nestjs/common'
import type { MessageTemplatesView } from '@quanke/shared/contracts/messages'
import { CurrentActor, type Actor } from '../core/actor'
import { Allow } from '../core/allow'
import { Answers } from '../core/answers'
import { Env } from '../core/env'

@Controller('message-templates')
export class TemplatesController {
  constructor(@Inject(Env) private readonly env: Env) {}

  /** What to ask for with wx.requestSubscribeMessage, after a tap on "remind me" and never before. */
  @Get()
  @Allow('visitor')
  @Answers('MessageTemplatesView')
  templates(@CurrentActor() { agentId, recordId, staffId }: Actor): MessageTemplatesView {
    const { WECHAT_TEMPLATE_NEW_REQUEST, WECHAT_TEMPLATE_INTRODUCTION, WECHAT_TEMPLATE_THANKS } = this.env
    const mayDecide = agentId !== null || staffId !== null
    return {
      newRequest: agentId === null ? null : (WECHAT_TEMPLATE_NEW_REQUEST ?? null),
      introduction: recordId === null ? null : (WECHAT_TEMPLATE_INTRODUCTION ?? null),
      thanks: recordId === null ? null : (WECHAT_TEMPLATE_THANKS ?? null),
      event: this.env.WECHAT_TEMPLATE_EVENT ?? null,
      ownershipCase: mayDecide ? (this.env.WECHAT_TEMPLATE_OWNERSHIP_CASE ?? null) : null,
      complaint: mayDecide || recordId !== null ? (this.env.WECHAT_TEMPLATE_COMPLAINT ?? null) : null,
    }
  }
}
